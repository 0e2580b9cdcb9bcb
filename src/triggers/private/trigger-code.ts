import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Lazy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { TriggerChain } from './trigger-chain';

/** Built with the package and shipped in it. */
const ASSETS = path.join(__dirname, '..', '..', '..', 'assets');

/**
 * The code of a trigger function: the prebuilt bundle, the AWS clients that its steps need, and their content files. All
 * steps are known only when the app is prepared, so the asset is made then; a copy of some files, no esbuild.
 */
export class TriggerCode extends lambda.Code {
  private asset?: Asset;

  constructor(
    private readonly owner: Construct,
    private readonly bundle: string,
    private readonly chain: TriggerChain,
  ) {
    super();
  }

  public bind(_scope: Construct): lambda.CodeConfig {
    return {
      s3Location: {
        bucketName: Lazy.string({ produce: () => this.stage().s3BucketName }),
        objectKey: Lazy.string({ produce: () => this.stage().s3ObjectKey }),
      },
    };
  }

  /** Makes the asset, once; called when the app is prepared, while constructs can still be added. */
  stage(): Asset {
    this.asset ??= this.createAsset();
    return this.asset;
  }

  private createAsset(): Asset {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-cognito-auth-'));
    let isNeeded = false;
    try {
      this.compose(folder);
      const asset = new Asset(this.owner, 'Code', { path: folder });
      // with staging switched off the assembly refers to the folder itself
      isNeeded = path.resolve(asset.assetPath) === path.resolve(folder);
      return asset;
    } finally {
      if (!isNeeded) fs.rmSync(folder, { recursive: true });
    }
  }

  private compose(folder: string): void {
    fs.copyFileSync(path.join(ASSETS, 'triggers', this.bundle, 'index.js'), path.join(folder, 'index.js'));
    for (const port of this.chain.ports) {
      fs.copyFileSync(path.join(ASSETS, 'ports', `${port}.js`), path.join(folder, `${port}.js`));
    }
    for (const [name, content] of Object.entries(this.chain.files)) {
      fs.writeFileSync(path.join(folder, name), content);
    }
  }
}
