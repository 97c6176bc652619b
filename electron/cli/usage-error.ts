/** The words after the program's name are not ones it understands. The message is for the user. */
export class UsageError extends Error {}
