import { createRoot } from 'react-dom/client';
import { Directory } from './directory.tsx';
import type { Portal } from './portal.ts';

const portal: Portal = await (await fetch('/portal/directory')).json();
const app = document.getElementById('app');
if (app) createRoot(app).render(<Directory {...portal} />);
