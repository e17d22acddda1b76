/** What is kept of a session once it has begun, as both elements show it: fetched with what shows it. */
export { KeptNotes } from './kept-notes.ts';
export { Latest } from './latest.ts';
export { linkList, notesView, recordingList } from './notes-view.ts';
export { PrivateNoteEditor } from './private-note.ts';
export { sessionStyles } from './styles.ts';
