import type { ImportOptions } from '../commands/import.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const importUsage: Usage = (program, { context, finish }) => {
  program
    .command('import')
    .description("writes a client's file for what exists today, or what differs into the file it has")
    .argument('<client>', 'slug of the client, the name of its file')
    .requiredOption('--business <id>', 'Business ID of the client')
    .option('--package <name>', 'service package of a new file; default: the one that fits best')
    .option('--add-people', 'adds those of our Business who hold access and whom agency.yaml lacks', false)
    .addOption(format())
    .action(async (client: string, options: ImportOptions) => {
      const { importCommand } = await import('../commands/import.ts')
      finish(await importCommand(context, client, options))
    })
}
