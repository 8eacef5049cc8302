// Trains the models that document/ loads, from CoNLL-U treebanks. Not needed to run.
#pragma once
