import type { Language } from '@mentor-slots/contract';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import type { MailText } from './mail-text.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

export const mailTexts: Record<Language, MailText> = { ar, de, en, es, fr, he, pt, zh };
