import { Component, CUSTOM_ELEMENTS_SCHEMA, computed, inject, signal } from '@angular/core';
import { PORTAL, signIn } from './portal';
import { getToken } from './slot-elements';
import { TheProfile } from './the-profile';

@Component({
  selector: 'the-directory',
  imports: [TheProfile],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <header>
      <h1>Alumni directory</h1>
      @if (portal.person; as person) {
        <span>Signed in as {{ person.name }}</span>
      } @else {
        <span>
          <button type="button" (click)="signIn('mira')">Sign in as a student</button>
          <button type="button" (click)="signIn('ada')">Sign in as an alumna</button>
        </span>
      }
    </header>

    <p class="tools">
      <button type="button" (click)="isReversed.set(!isReversed())">Reverse the order</button>
      <label>
        Theme
        <select #themes [value]="theme()" (change)="theme.set(themes.value)">
          <option>auto</option>
          <option>light</option>
          <option>dark</option>
        </select>
      </label>
      <label>
        Language
        <select #languages [value]="lang()" (change)="lang.set(languages.value)">
          <option value="en">English</option>
          <option value="de">Deutsch</option>
          <option value="ar">العربية</option>
        </select>
      </label>
    </p>

    <ul class="cards">
      @for (alumnus of shown(); track alumnus.id) {
        <li>
          <h2>{{ alumnus.name }}</h2>
          <p>{{ alumnus.headline }}</p>
          <alumni-slots
            compact
            [getToken]="getToken"
            [attr.alumni-id]="alumnus.id"
            [attr.theme]="theme()"
            [attr.lang]="lang()"
          />
          <button type="button" (click)="openId.set(alumnus.id)">See times</button>
        </li>
      }
    </ul>

    @for (alumnus of opened(); track alumnus.id) {
      <the-profile [alumnus]="alumnus" [theme]="theme()" [lang]="lang()" (close)="openId.set(null)" />
    }

    @if (portal.person?.role === 'alumni') {
      <section>
        <h2>Your calendar</h2>
        <mentor-calendar [getToken]="getToken" [attr.theme]="theme()" [attr.lang]="lang()" />
      </section>
    }
  `,
})
export class TheDirectory {
  protected readonly portal = inject(PORTAL);
  protected readonly getToken = getToken;
  protected readonly signIn = signIn;

  protected readonly isReversed = signal(false);
  protected readonly openId = signal<string | null>(null);
  protected readonly theme = signal('auto');
  protected readonly lang = signal('en');
  protected readonly shown = computed(() =>
    this.isReversed() ? this.portal.alumni.toReversed() : this.portal.alumni,
  );
  /** None or one. A list, so that another alumnus gets a profile of their own. */
  protected readonly opened = computed(() => this.portal.alumni.filter(({ id }) => id === this.openId()));
}
