import { useState } from 'react';
import type { Alumnus } from './portal.ts';
import { describe, signedIn } from './slot-elements.ts';

interface ProfileProps {
  alumnus: Alumnus;
  theme: string;
  lang: string;
  close: () => void;
}

export function Profile({ alumnus, theme, lang, close }: ProfileProps) {
  const [notice, setNotice] = useState('');
  return (
    <section className="profile" aria-labelledby="profile-name">
      <header>
        <h2 id="profile-name">{alumnus.name}</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <alumni-slots
        ref={signedIn}
        alumni-id={alumnus.id}
        theme={theme}
        lang={lang}
        onslot-booked={(event) => setNotice(`Booked: ${describe(event, lang)}`)}
        onbooking-cancelled={(event) => setNotice(`Cancelled: ${describe(event, lang)}`)}
        onsign-in-required={(event) => {
          event.preventDefault();
          setNotice('Please sign in first.');
        }}
      />
      <p className="notice" role="status">
        {notice}
      </p>
    </section>
  );
}
