import { awsEndpoint } from './aws-endpoint';

/** The endpoint of a test file whose clients run in its own process: the environment tells them of it. */
export function ownEndpoint() {
  let aws: Awaited<ReturnType<typeof awsEndpoint>>;
  const environment = process.env;
  beforeAll(async () => {
    aws = await awsEndpoint();
    process.env = { ...environment, ...aws.environment };
  });
  afterAll(() => {
    process.env = environment;
    aws.close();
  });
  return {
    answers: (answer: Parameters<typeof aws.answers>[0]) => aws.answers(answer),
    get requests() {
      return aws.requests;
    },
    get environment() {
      return aws.environment;
    },
  };
}
