/** What a session is called in mails and in calendars, in each language. */
import type { Language } from '@mentor-slots/contract';
import { type Counted, fill } from './fill.ts';
import { isolated, lines, oneLine, readable, shortened } from './plain.ts';

export interface SessionWords {
  /** A session without a title. */
  session: string;
  /** A calendar of sessions. */
  calendar: string;
  /** The other side, or several. */
  withName: string;
  withStudents: Counted;
}

export const sessionWords: Readonly<Record<Language, SessionWords>> = {
  ar: {
    session: 'جلسة إرشاد',
    calendar: 'جلسات الإرشاد',
    withName: 'مع {name}',
    withStudents: {
      one: 'مع طالب واحد',
      two: 'مع طالبين',
      few: 'مع {count} طلاب',
      many: 'مع {count} طالبًا',
      other: 'مع {count} طالب',
    },
  },
  de: {
    session: 'Mentoring-Termin',
    calendar: 'Mentoring-Termine',
    withName: 'mit {name}',
    withStudents: { one: 'mit {count} Person', other: 'mit {count} Personen' },
  },
  en: {
    session: 'Mentoring session',
    calendar: 'Mentoring sessions',
    withName: 'with {name}',
    withStudents: { one: 'with {count} student', other: 'with {count} students' },
  },
  es: {
    session: 'Sesión de mentoría',
    calendar: 'Sesiones de mentoría',
    withName: 'con {name}',
    withStudents: { one: 'con {count} estudiante', other: 'con {count} estudiantes' },
  },
  fr: {
    session: 'Séance de mentorat',
    calendar: 'Séances de mentorat',
    withName: 'avec {name}',
    withStudents: { one: 'avec {count} personne', other: 'avec {count} personnes' },
  },
  he: {
    session: 'מפגש מנטורינג',
    calendar: 'מפגשי מנטורינג',
    withName: 'עם {name}',
    withStudents: {
      one: 'עם סטודנט אחד',
      two: 'עם שני סטודנטים',
      other: 'עם {count} סטודנטים',
    },
  },
  pt: {
    session: 'Sessão de mentoria',
    calendar: 'Sessões de mentoria',
    withName: 'com {name}',
    withStudents: { one: 'com {count} estudante', other: 'com {count} estudantes' },
  },
  zh: {
    session: '导师辅导',
    calendar: '导师辅导',
    withName: '与 {name}',
    withStudents: { other: '{count} 名学生' },
  },
};

/** The first line of what a session is about, as far as there is room for it: of so many characters. */
export function sessionTitle(title: string | null, language: Language, most: number): string {
  const [first = ''] = lines(title ?? '').split('\n');
  return isolated(shortened(oneLine(first), most) || sessionWords[language].session);
}

/** What a student's session is called in their calendar: `CV review · with Ada`. */
export function sessionSummary(title: string | null, alumnusName: string, language: Language): string {
  const who = fill(sessionWords[language].withName, { name: isolated(alumnusName) });
  return readable(`${sessionTitle(title, language, 120)} · ${who}`);
}
