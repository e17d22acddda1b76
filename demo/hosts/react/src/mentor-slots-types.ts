/**
 * The two tags for TypeScript: as much as this page uses. Replace the file by the types that `mentor-slots` brings for
 * JSX where you install it from npm.
 */
import type { HTMLAttributes, Ref } from 'react';

interface MentorElement extends HTMLElement {
  getToken: ((ask: { reason: string }) => Promise<string | null>) | null;
}
export type AlumniSlotsElement = MentorElement;
export type MentorCalendarElement = MentorElement;

export interface BookingEvent extends Event {
  booking: { id: string; slot: { startsAt: string; alumniName: string } };
}

interface Common<Element> extends HTMLAttributes<Element> {
  ref?: Ref<Element>;
  theme?: string;
  'onsign-in-required'?: (event: Event) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'alumni-slots': Common<AlumniSlotsElement> & {
        'alumni-id': string;
        compact?: boolean;
        'onslot-booked'?: (event: BookingEvent) => void;
        'onbooking-cancelled'?: (event: BookingEvent) => void;
      };
      'mentor-calendar': Common<MentorCalendarElement>;
    }
  }
}
