import { useState } from 'react';
import { type Portal, signIn } from './portal.ts';
import { Profile } from './profile.tsx';
import { signedIn } from './slot-elements.ts';

export function Directory({ person, alumni }: Portal) {
  const [shown, setShown] = useState(alumni);
  const [openId, setOpenId] = useState<string | null>(null);
  const [theme, setTheme] = useState('auto');
  const [lang, setLang] = useState('en');
  const opened = alumni.find(({ id }) => id === openId);

  return (
    <>
      <header>
        <h1>Alumni directory</h1>
        {person ? (
          <span>Signed in as {person.name}</span>
        ) : (
          <span>
            <button type="button" onClick={() => signIn('mira')}>
              Sign in as a student
            </button>
            <button type="button" onClick={() => signIn('ada')}>
              Sign in as an alumna
            </button>
          </span>
        )}
      </header>

      <p className="tools">
        <button type="button" onClick={() => setShown([...shown].reverse())}>
          Reverse the order
        </button>
        <label>
          Theme{' '}
          <select value={theme} onChange={(event) => setTheme(event.target.value)}>
            <option>auto</option>
            <option>light</option>
            <option>dark</option>
          </select>
        </label>
        <label>
          Language{' '}
          <select value={lang} onChange={(event) => setLang(event.target.value)}>
            <option value="en">English</option>
            <option value="de">Deutsch</option>
            <option value="ar">العربية</option>
          </select>
        </label>
      </p>

      <ul className="cards">
        {shown.map(({ id, name, headline }) => (
          <li key={id}>
            <h2>{name}</h2>
            <p>{headline}</p>
            <alumni-slots compact ref={signedIn} alumni-id={id} theme={theme} lang={lang} />
            <button type="button" onClick={() => setOpenId(id)}>
              See times
            </button>
          </li>
        ))}
      </ul>

      {opened && (
        <Profile key={openId} alumnus={opened} theme={theme} lang={lang} close={() => setOpenId(null)} />
      )}

      {person?.role === 'alumni' && (
        <section>
          <h2>Your calendar</h2>
          <mentor-calendar ref={signedIn} theme={theme} lang={lang} />
        </section>
      )}
    </>
  );
}
