import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { AssetStaging, FileAssetLocation, Lazy, Names, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TriggerChain } from './trigger-chain';

/** Built with the package and shipped in it. */
const ASSETS = path.join(__dirname, '..', '..', '..', 'assets');

/**
 * The code of a trigger function: what runs a chain, its steps, the AWS clients that they need, and their content files. All
 * steps are known only when the app is prepared, so the asset is made then; a copy of some files, no esbuild.
 */
export class TriggerCode extends lambda.Code {
  private asset?: FileAssetLocation;

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
        bucketName: Lazy.string({ produce: () => this.stage().bucketName }),
        objectKey: Lazy.string({ produce: () => this.stage().objectKey }),
      },
    };
  }

  /** Makes the asset, once; called when the app is prepared, while constructs can still be added. */
  stage(): FileAssetLocation {
    this.asset ??= this.createAsset();
    return this.asset;
  }

  private createAsset(): FileAssetLocation {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-cognito-auth-'));
    let isNeeded = false;
    try {
      this.compose(folder);
      // not an s3_assets.Asset: its handle on the bucket, which nobody needs here, loads what is known of all Regions
      const staging = new AssetStaging(this.owner, 'Code', { sourcePath: folder });
      // with staging switched off the assembly refers to the folder itself
      isNeeded = path.resolve(staging.absoluteStagedPath) === path.resolve(folder);
      return this.addToAssembly(staging);
    } finally {
      if (!isNeeded) fs.rmSync(folder, { recursive: true });
    }
  }

  private addToAssembly(staging: AssetStaging): FileAssetLocation {
    const stack = Stack.of(this.owner);
    return stack.synthesizer.addFileAsset({
      packaging: staging.packaging,
      sourceHash: staging.assetHash,
      fileName: staging.relativeStagedPath(stack),
      displayName: Names.stackRelativeConstructPath(staging),
    });
  }

  private compose(folder: string): void {
    for (const part of ['index', ...this.chain.stepNames]) {
      fs.copyFileSync(path.join(ASSETS, 'triggers', this.bundle, `${part}.js`), path.join(folder, `${part}.js`));
    }
    for (const port of this.chain.ports) {
      fs.copyFileSync(path.join(ASSETS, 'ports', `${port}.js`), path.join(folder, `${port}.js`));
    }
    for (const [name, content] of Object.entries(this.chain.files)) {
      fs.writeFileSync(path.join(folder, name), content);
    }
  }
}
