/** Tabs as the ARIA Authoring Practices describe them: one tab stop, arrows move and choose. */

/** Makes the tablist in `root` work; `onSelect(tabId)` hears of every choice. Returns `select(tabId)`. */
export function createTabs(root, onSelect) {
  const tabs = [...root.querySelectorAll('[role=tab]')];

  function select(tabId) {
    for (const tab of tabs) {
      const isSelected = tab.id === tabId;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      root.querySelector(`#${tab.getAttribute('aria-controls')}`).hidden = !isSelected;
    }
    onSelect(tabId);
  }

  const moves = {
    ArrowRight: (index) => (index + 1) % tabs.length,
    ArrowLeft: (index) => (index + tabs.length - 1) % tabs.length,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  root.querySelector('[role=tablist]').addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const tab = tabs[move(tabs.indexOf(event.target))];
    select(tab.id);
    tab.focus();
  });
  for (const tab of tabs) tab.addEventListener('click', () => select(tab.id));
  return select;
}
