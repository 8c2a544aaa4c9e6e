import { Option } from 'commander'
import type { ReviewOptions } from '../commands/review.ts'
import { days, format } from './options.ts'
import type { Usage } from './usage.ts'

export const reviewUsage: Usage = (program, { context, finish }) => {
  program
    .command('review')
    .description('lists what to review in the access of clients, and proposes the change')
    .argument('[client...]', 'slugs of clients; default: all')
    .option('--all', 'every client', false)
    .addOption(
      new Option('--expiring <days>', 'only what ends within this many days, such as 7d').argParser(days),
    )
    .addOption(
      new Option('--write', 'edit the files, and record day and reviewer')
        .default(false)
        .conflicts('expiring'),
    )
    .option('--by <email>', 'e-mail address of the reviewer')
    .addOption(format('markdown'))
    .action(async (names: string[], options: Omit<ReviewOptions, 'names'>) => {
      const { review } = await import('../commands/review.ts')
      finish(await review(context, { names, ...options }))
    })
}
