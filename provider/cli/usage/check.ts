import type { Format } from '../report.ts'
import { FOR_GITHUB, format } from './options.ts'
import type { Usage } from './usage.ts'

export const checkUsage: Usage = (program, { context, finish }) => {
  program
    .command('check')
    .description('checks the files and the policy rules, offline')
    .addOption(format(...FOR_GITHUB))
    .action(async (options: { format: Format }) =>
      finish(await (await import('../commands/check.ts')).check(context, options.format)),
    )
}
