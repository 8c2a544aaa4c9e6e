/** The variable with a run's private folder; without it (the official CLI) a provider reads Meta itself. */
export const RUN_FOLDER = 'METAGRANT_RUN_FOLDER'

/** The variable with the mark of an engine that a command of ours started; its plugins inherit it. */
export const ENGINE_MARK = 'METAGRANT_ENGINE'
