declare module 'dynalite' {
  export default function dynalite(options: object): import('node:http').Server;
}
