import { writeFileSync } from 'node:fs'

// Loaded with "--import" into a command that is measured: writes the most memory that it had, in kB, at its end.
const file = process.env['BENCH_PEAK_FILE']
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)))
