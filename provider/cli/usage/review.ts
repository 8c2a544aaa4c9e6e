import { Option } from 'commander'
import type { ReviewOptions } from '../commands/review.ts'
import { days, format } from './options.ts'
import type { Usage } from './usage.ts'

export const reviewUsage: Usage = (program, { context, finish }) => {
  program
    .command('review')
    .description('what to look at in the access of clients, and the change proposed for it')
    .argument('[client...]', 'slugs of clients; all when none is named')
    .option('--all', 'every client', false)
    .addOption(
      new Option('--expiring <days>', 'only what ends within so many days, such as 7d').argParser(days),
    )
    .addOption(
      new Option('--write', 'edit the files, and record the day and the reviewer')
        .default(false)
        .conflicts('expiring'),
    )
    .option('--by <email>', 'who reviewed')
    .addOption(format('markdown'))
    .action(async (names: string[], options: Omit<ReviewOptions, 'names'>) => {
      const { review } = await import('../commands/review.ts')
      finish(await review(context, { names, ...options }))
    })
}
