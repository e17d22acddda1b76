/** The languages that elements and mails speak. */
export const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'pt', 'zh'] as const;
export type Language = (typeof languages)[number];
