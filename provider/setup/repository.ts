import { fileURLToPath } from 'node:url'

/** The folder that metagrant's own code is in; a user's access files are where the command is run. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
