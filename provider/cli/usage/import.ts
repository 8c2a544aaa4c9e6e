import type { ImportOptions } from '../commands/import.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const importUsage: Usage = (program, { context, finish }) => {
  program
    .command('import')
    .description(
      'writes the file of a client from what Meta shows; in an existing file, changes only what differs',
    )
    .argument('<client>', 'slug of the client, which names its file')
    .requiredOption('--business <id>', 'Business ID of the client (required)')
    .option('--package <name>', 'service package of a new file; default: the best fit')
    .option(
      '--add-people',
      'also add people of our Business who have access and are missing in agency.yaml',
      false,
    )
    .option('--own <ids...>', 'also take these assets, which our own Business owns, into the file', [])
    .addOption(format())
    .action(async (client: string, options: ImportOptions) => {
      const { importCommand } = await import('../commands/import.ts')
      finish(await importCommand(context, client, options))
    })
}
