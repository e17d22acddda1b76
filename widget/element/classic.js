/**
 * A classic script (an IIFE; no AMD, no UMD) that loads the module beside it, for pages that can only write
 * `<script src>`: where a module loader of the page's own (RequireJS) owns `define`, nothing of it is touched.
 */
(() => {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  import(new URL('mentor-slots.js', src).href);
})();
