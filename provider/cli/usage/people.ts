import type { PeopleOptions } from '../commands/people.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const peopleUsage: Usage = (program, { context, finish }) => {
  program
    .command('people')
    .description('lists who has access by the files, offline')
    .argument('[client...]', 'slugs of clients; default: all')
    .addOption(format())
    .action(async (names: string[], options: Omit<PeopleOptions, 'names'>) => {
      const { people } = await import('../commands/people.ts')
      finish(await people(context, { names, ...options }))
    })
}
