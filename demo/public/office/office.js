/** The alumni office's page: its tabs, each of which reads what it shows when it is first opened. */
import { startMembersPage } from '../members-page.js';
import { createTabs } from '../tabs.js';
import { startCalendars } from './calendars.js';
import { startComments } from './comments.js';
import { readPeople } from './people.js';
import { startReport } from './report.js';
import { startStories } from './stories.js';
import { startTelephone } from './telephone.js';

/** Follows sign-in and sign-out. */
export function startOffice() {
  startMembersPage((stage, person) => {
    if (person?.role === 'admin') openOffice(stage);
  });
}

async function openOffice(stage) {
  const people = await readPeople();
  const opened = new Map();
  const starts = {
    report: startReport,
    comments: startComments,
    story: startStories,
    telephone: startTelephone,
    calendars: startCalendars,
  };
  const open = (name) => {
    const panel = stage.querySelector(`#panel-${name}`);
    // On a phone there is no room for all of them.
    stage.querySelector(`#tab-${name}`).scrollIntoView({ block: 'nearest', inline: 'center' });
    if (!opened.has(name)) opened.set(name, starts[name](panel, { people, showStory }));
    history.replaceState(null, '', name === 'report' ? location.pathname : `#${name}`);
    return opened.get(name);
  };
  const select = createTabs(stage, (tabId) => open(tabId.replace('tab-', '')));

  /** Opens the story of a session from another tab. */
  function showStory(alumniId, slotId) {
    select('tab-story');
    stage.querySelector('#tab-story').focus();
    opened.get('story').show(alumniId, slotId);
  }

  const asked = location.hash.slice(1);
  select(`tab-${asked in starts ? asked : 'report'}`);
}
