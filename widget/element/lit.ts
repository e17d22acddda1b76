/** Of Lit what the elements use; the build takes `lit` for this. LitElement is not among it: `MentorElement` renders. */
export { adoptStyles, css, ReactiveElement } from '@lit/reactive-element';
export { html, noChange, nothing, render } from 'lit-html';
