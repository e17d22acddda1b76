export * from './bookings.ts';
export * from './feed.ts';
export * from './problems.ts';
export * from './publishing.ts';
export * from './roster.ts';
export * from './rules.ts';
export * from './slots.ts';
export * from './text.ts';
