import { join } from 'node:path'
import { REPOSITORY } from '../../setup/repository.ts'

/** The example agency's estate, which the emulator serves by default. */
export const EXAMPLE_ESTATE = join(REPOSITORY, 'provider/cli/demo/estate.yaml')
