import { Component, CUSTOM_ELEMENTS_SCHEMA, input, output, signal } from '@angular/core';
import type { Alumnus } from './portal';
import { type BookingEvent, describe, getToken } from './slot-elements';

@Component({
  selector: 'the-profile',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section class="profile" aria-labelledby="profile-name">
      <header>
        <h2 id="profile-name">{{ alumnus().name }}</h2>
        <button type="button" (click)="close.emit()">Close</button>
      </header>
      <alumni-slots
        [getToken]="getToken"
        [attr.alumni-id]="alumnus().id"
        [attr.theme]="theme()"
        [attr.lang]="lang()"
        (slot-booked)="say('Booked', $event)"
        (booking-cancelled)="say('Cancelled', $event)"
        (sign-in-required)="askToSignIn($event)"
      />
      <p class="notice" role="status">{{ notice() }}</p>
    </section>
  `,
})
export class TheProfile {
  readonly alumnus = input.required<Alumnus>();
  readonly theme = input.required<string>();
  readonly lang = input.required<string>();
  readonly close = output();

  protected readonly getToken = getToken;
  protected readonly notice = signal('');

  protected say(word: string, event: Event): void {
    this.notice.set(`${word}: ${describe(event as BookingEvent, this.lang())}`);
  }

  protected askToSignIn(event: Event): void {
    event.preventDefault();
    this.notice.set('Please sign in first.');
  }
}
