import { readFileSync } from 'node:fs';
import { projectFile } from './project-file.ts';

/** The version of this program as its package.json says it, such as `1.4.0`. */
export const programVersion: string = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')).version;
