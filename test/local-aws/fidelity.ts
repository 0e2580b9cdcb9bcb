import '../support/fidelity';
