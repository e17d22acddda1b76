/** What became of one try to deliver a message. */
export type Outcome =
  | { sent: true }
  | {
      sent: false;
      /** One line for the operator: no secret in it, and of a mail address only the domain. */
      reason: string;
      /** Another try would end the same: park it at once. */
      isFinal?: true;
    };
