/** A mail as it is handed to a transport. */

export interface MailAddress {
  address: string;
  name?: string;
}

export interface Mail {
  subject: string;
  text: string;
  html: string;
  from: MailAddress;
  to: MailAddress;
  headers: Record<string, string>;
  /** `<id@host>`, the same at every try. */
  messageId: string;
  /** A calendar file of one VEVENT, whose METHOD is this one. */
  invitation: { method: 'REQUEST' | 'CANCEL'; content: string } | null;
}
