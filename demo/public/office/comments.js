/** What students wrote of sessions, to look over and hide. */
import { askService, saying } from './service.js';
import { dayOf } from './times.js';

export function startComments(panel, { showStory }) {
  const list = panel.querySelector('.comments');
  const more = panel.querySelector('#more-comments');
  const status = panel.querySelector('#comments-status');
  let cursor = null;

  async function read() {
    const query = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
    const page = await saying(panel, () => askService('GET', `/api/admin/feedback?${query}`));
    if (!page) return;
    const items = page.comments.map((comment) => itemOf(comment));
    list.append(...items);
    cursor = page.nextCursor ?? null;
    more.hidden = cursor === null;
    panel.querySelector('#no-comments').hidden = list.children.length > 0;
    return items[0];
  }

  function itemOf(comment) {
    const item = document.querySelector('#comment').content.firstElementChild.cloneNode(true);
    const words = item.querySelector('blockquote');
    words.id = `comment-${comment.id}`;
    words.textContent = comment.comment;
    item.querySelector('.facts').textContent =
      `A session of ${comment.alumniName}, ${dayOf(comment.startsAt, comment.timeZone)}`;
    const [story, hide] = item.querySelectorAll('button');
    for (const button of [story, hide]) button.setAttribute('aria-describedby', words.id);
    story.addEventListener('click', () => showStory(comment.alumniId, comment.slotId));
    let isHidden = comment.hiddenAt !== null;

    function draw() {
      item.classList.toggle('hidden', isHidden);
      item.querySelector('.chip').hidden = !isHidden;
      hide.textContent = isHidden ? 'Show again' : 'Hide';
    }

    hide.addEventListener('click', async () => {
      if (hide.ariaBusy === 'true') return;
      hide.ariaBusy = 'true';
      const action = isHidden ? 'show' : 'hide';
      await saying(panel, async () => {
        await askService('POST', `/api/admin/feedback/${comment.id}/${action}`);
        isHidden = !isHidden;
        status.textContent = isHidden ? 'The comment is hidden.' : 'The comment is shown again.';
      });
      hide.ariaBusy = null;
      draw();
    });
    draw();
    return item;
  }

  more.addEventListener('click', async () => {
    if (more.ariaBusy === 'true') return;
    more.ariaBusy = 'true';
    const first = await read();
    more.ariaBusy = null;
    // The button may be gone: the focus goes on to what it has brought.
    first?.querySelector('button').focus();
  });
  read();
}
