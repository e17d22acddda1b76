/** The audit of a session in sentences: who got the seat, and why. */
import { fillSelect, optionsOf } from './people.js';
import { askAll, saying } from './service.js';
import { readSessions, titleOf } from './sessions.js';
import { tellStory, whyOf } from './story.js';
import { momentOf } from './times.js';

export function startStories(panel, { people }) {
  const form = panel.querySelector('form');
  const { alumnus, slot, person } = form.elements;
  fillSelect(alumnus, optionsOf(people.alumni));
  let sessions = [];
  let story = [];
  let turn = 0;

  async function readSlots(wanted) {
    const own = ++turn;
    const found = await saying(panel, () => readSessions(alumnus.value, { back: 180, ahead: 90 }));
    if (!found || own !== turn) return;
    sessions = found;
    fillSelect(
      slot,
      sessions.map((one) => [one.id, titleOf(one)]),
    );
    // The last one that is over says most.
    const past = sessions.find(({ status }) => status === 'completed');
    slot.value = wanted ?? past?.id ?? sessions[0]?.id ?? '';
    await readStory(own);
  }

  async function readStory(own = ++turn) {
    const session = sessions.find(({ id }) => id === slot.value);
    panel.querySelector('.story').hidden = !session;
    if (!session) {
      fillSelect(person, [['', 'Everybody']]);
      panel.querySelector('.problem').textContent =
        `${people.nameOf(alumnus.value)} had no sessions in these months.`;
      return;
    }
    const entries = await saying(panel, () => readAudit(session.id));
    if (!entries || own !== turn) return;
    story = tellStory(entries, session, people.nameOf);
    const students = [...new Set(story.flatMap(({ studentId }) => studentId ?? []))];
    fillSelect(person, [['', 'Everybody'], ...students.map((id) => [id, people.nameOf(id)])]);
    draw();
  }

  function draw() {
    const chosen = person.value;
    panel.querySelector('.why').textContent = chosen
      ? whyOf(story, chosen, people.nameOf)
      : 'Choose a student to read why they have a seat, or why not.';
    const lines = story.map((event) => {
      const item = document.createElement('li');
      const time = document.createElement('time');
      time.dateTime = event.at;
      time.textContent = momentOf(event.at);
      const words = document.createElement('span');
      words.textContent = event.sentence;
      item.classList.toggle('about', chosen !== '' && event.studentId === chosen);
      item.append(time, words);
      return item;
    });
    panel.querySelector('ol').replaceChildren(...lines);
  }

  alumnus.addEventListener('change', () => readSlots());
  slot.addEventListener('change', () => readStory());
  person.addEventListener('change', draw);
  form.addEventListener('submit', (event) => event.preventDefault());
  if (!alumnus.value) return { show() {} };
  let first = true;
  // Somebody may come from a comment: then that session is read and no other.
  queueMicrotask(() => first && readSlots());
  return {
    show(alumniId, slotId) {
      first = false;
      alumnus.value = alumniId;
      person.value = '';
      readSlots(slotId);
    },
  };
}

/** All entries of a session, the oldest first. */
async function readAudit(slotId) {
  const entries = await askAll('/api/admin/audit', { slotId, limit: '200' }, 'entries');
  return entries.reverse();
}
