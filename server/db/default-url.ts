/** Where the data lies when DATABASE_URL does not say. */
export const defaultDatabaseUrl = 'sqlite:data/mentor-slots.db';
