import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { PORTAL } from './portal';
import { TheDirectory } from './the-directory';

const portal = await (await fetch('/portal/directory')).json();

await bootstrapApplication(TheDirectory, {
  providers: [provideZonelessChangeDetection(), { provide: PORTAL, useValue: portal }],
});
