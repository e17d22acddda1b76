/** Any alumnus's calendar, worked on their behalf: the element with the office's own token and whose calendar it is. */
import { connectSlots } from '../slot-elements.js';
import { fillSelect, optionsOf } from './people.js';

export function startCalendars(panel, { people }) {
  const { alumnus } = panel.querySelector('form').elements;
  fillSelect(alumnus, optionsOf(people.alumni));
  const sheet = panel.querySelector('.sheet');

  function show() {
    const calendar = document.createElement('mentor-calendar');
    calendar.setAttribute('alumni-id', alumnus.value);
    sheet.replaceChildren(calendar);
    connectSlots(sheet);
  }

  alumnus.addEventListener('change', show);
  panel.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  show();
}
