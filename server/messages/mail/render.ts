/** What a mail tells → the mail: subject, text, HTML, and the invitation that goes with it. */
import { invitation } from '../../calendars/invitation.ts';
import { oneLine } from '../../text/plain.ts';
import { sessionSummary } from '../../text/session-words.ts';
import type { MailFacts } from '../mail-facts.ts';
import { htmlOf } from './layout.ts';
import { letterOf } from './letter-of.ts';
import type { Mail } from './mail.ts';
import { textOf } from './text-part.ts';

/** Pure: the same facts are the same mail. `to` and `from` are handed on as they are, but for what a name may not hold. */
export function renderMail(facts: MailFacts): Mail {
  const { from, to, links } = facts;
  const letter = letterOf(facts);
  const host = from.address.split('@').at(-1);
  return {
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
    from,
    to: { address: to.email, name: oneLine(to.name) },
    messageId: `<${facts.id.replace(/[^\w-]/g, (one) => `=${one.codePointAt(0)?.toString(16)}`)}@${host}>`,
    headers: {
      // No answer by a machine (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      // One click, by the mail program itself (RFC 8058).
      ...(links.unsubscribe !== null && {
        'List-Unsubscribe': `<${links.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    invitation: invitation(
      facts,
      sessionSummary(facts.session.title, facts.session.alumnus.name, facts.to.language),
    ),
  };
}
