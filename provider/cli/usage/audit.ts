import { Option } from 'commander'
import type { AuditOptions } from '../commands/audit.ts'
import type { Usage } from './usage.ts'

export const auditUsage: Usage = (program, { context, finish }) => {
  program
    .command('audit')
    .description('shows who asked for each change of a client, who approved it and when it was applied')
    .argument('[client]', 'slug of the client')
    .option('--append [file]', 'add final entries to the chain (default: access/audit/<client>.jsonl)')
    .option('--verify [file]', 'only verify one chain, or all chains')
    .addOption(
      new Option('--format <format>', 'output format').choices(['text', 'json', 'csv']).default('text'),
    )
    .action(async (client: string | undefined, options: Omit<AuditOptions, 'client'>) => {
      const { audit } = await import('../commands/audit.ts')
      finish(await audit(context, { ...(client === undefined ? {} : { client }), ...options }))
    })
}
