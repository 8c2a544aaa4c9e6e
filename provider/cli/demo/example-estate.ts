import { join } from 'node:path'
import { REPOSITORY } from '../../setup/repository.ts'

/** The world of the example agency, which the emulator holds when it is given no other. */
export const EXAMPLE_ESTATE = join(REPOSITORY, 'provider/cli/demo/estate.yaml')
