import { AGENCY_TOKEN, connect } from '../../provider/graph/connect.ts'
import { inTurns } from '../../provider/inventory/in-turns.ts'

// The floor of a scan: so many bare GETs on the same transport and nothing else.
// Arguments: how many, how many at a time, the id to ask for.

const [count = '1', atOnce = '1', id = 'me'] = process.argv.slice(2)
const api = connect(process.env, AGENCY_TOKEN, 'read')
if (api === undefined) throw new Error(`There is no ${AGENCY_TOKEN}`)
await inTurns(Number(atOnce), Array.from({ length: Number(count) }), () =>
  api.call('GET', [id], { fields: 'id,name' }),
)
