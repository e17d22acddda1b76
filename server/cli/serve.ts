import { Command } from '@commander-js/extra-typings';
import { type BuildCommand, examples } from './command.ts';

export const serveCommand: BuildCommand = (terminal, ended) =>
  new Command('serve')
    .description('Runs the service until SIGTERM or SIGINT; docs/configuration.md lists its variables.')
    .addHelpText(
      'after',
      examples(
        'JWT_SECRET="$(cat secret)" mentor-slots serve',
        'PORT=8080 DATABASE_URL=postgres://slots@db.example.edu/slots mentor-slots serve',
      ),
    )
    .action(async () => {
      // The other commands need none of what the service is made of, and start sooner without.
      const { serve } = await import('../serve.ts');
      await serve(terminal.env);
      ended(null);
    }) as unknown as Command;
