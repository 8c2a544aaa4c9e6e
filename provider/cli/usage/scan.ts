import type { Format } from '../report.ts'
import { FOR_GITHUB, format } from './options.ts'
import type { Usage } from './usage.ts'

export const scanUsage: Usage = (program, { context, finish }) => {
  program
    .command('scan')
    .description('compares Meta with the files: drift, unmanaged, pending, unknown; writes nothing')
    .argument('[client...]', 'slugs of clients, or "agency" for our own people; default: all')
    .option('--all', 'every client, "agency", and assets that no file lists', false)
    .addOption(format(...FOR_GITHUB, 'markdown'))
    .action(async (names: string[], options: { all: boolean; format: Format }) =>
      finish(await (await import('../commands/scan.ts')).scan(context, { names, ...options })),
    )
}
