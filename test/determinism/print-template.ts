import { shuffledTemplate } from './shuffled-notes';

process.env.CDK_VALIDATION ??= 'false';
process.stdout.write(shuffledTemplate(Number(process.argv[2])));
