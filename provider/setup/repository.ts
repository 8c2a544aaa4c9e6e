import { fileURLToPath } from 'node:url'

/** The folder of metagrant's own code; a user's access files are in the working directory. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
