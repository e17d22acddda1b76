/** The process of the service alone: `mentor-slots serve` does the same. */
import { serve } from './serve.ts';

serve(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
