import { describe } from 'vitest'
import { NO_POSTGRES, POSTGRES, startPostgres } from '../../support/postgres.ts'
import { holdsOn, type SharedBackend } from './shared-state.ts'

describe.skipIf(POSTGRES === undefined)(`a state in Postgres (else: ${NO_POSTGRES})`, () => {
  holdsOn(async (): Promise<SharedBackend> => {
    const { query, ...database } = await startPostgres(POSTGRES ?? '')
    return {
      ...database,
      lock: async (key, holder) => {
        // Seen on 3.259: a key begins with the database, and a file is held in base64.
        const data = JSON.stringify({ data: Buffer.from(holder).toString('base64') })
        await query(`insert into pulumi_state (key, data) values ('postgres/${key}', '${data}')`)
      },
      unlock: async (key) => {
        await query(`delete from pulumi_state where key = 'postgres/${key}'`)
      },
    }
  }, 'all')
})
