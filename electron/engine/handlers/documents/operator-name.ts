/** Names of those who call the engine, in documents. There are no accounts yet: whoever opens the data folder. */
export const operatorName = (actor: string): string => (actor === 'local' ? '本机用户' : actor);
