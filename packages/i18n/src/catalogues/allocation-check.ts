import { defineCatalogue } from "../catalogue.ts";

/** Words of the check of a revealed allocation list. They say what differs and where; they never say who did it or why. */
export const allocationCheckCatalogue = defineCatalogue({
  id: {
    heading: "Alokasi {study}: {rows} baris, {strata} strata",
    commitment_kept:
      "Komitmen {commitment} cocok: skema, parameter, versi algoritma, hash protokol, dan rahasia adalah yang dijanjikan.",
    commitment_broken:
      "Komitmen {commitment} tidak cocok: skema, parameter, versi algoritma, hash protokol, rahasia, atau nonce bukan yang dijanjikan.",
    commitment_compare:
      "Bandingkan komitmen ini dengan yang dicetak sebelum responden pertama, atau beri yang tercetak dengan --commitment.",
    commitment_published: "Komitmen ini sama dengan yang dicetak sebelum responden pertama.",
    commitment_other: "Yang dicetak sebelum responden pertama lain: {published}. Berkas ini bukan dari janji itu.",
    file_hash: "SHA-256 berkas ini: {hash}",
    file_hash_same: "SHA-256 berkas ini sama dengan yang tercatat di jejak audit.",
    file_hash_other: "Yang tercatat di jejak audit lain: {recorded}. Berkas ini bukan yang diserahkan.",

    arm_differs:
      "Baris {row}, {participant}: nomor urut {slot} strata {stratum} tercatat {recorded}, seharusnya {expected}.",
    slot_repeated: "Baris {row}, {participant}: nomor urut {slot} strata {stratum} ada di lebih dari satu baris.",
    slot_missing: "Tidak ada baris untuk nomor urut {slot} strata {stratum}, seharusnya {expected}.",
    sequence_broken: "Tidak ada baris untuk nomor urut {slot}; yang sesudahnya tidak dapat diturunkan lagi.",
    slot_beyond_list: "Baris {row}, {participant}: nomor urut {slot} melewati akhir daftar strata {stratum}.",
    participant_repeated: "Baris {row}: {participant} sudah punya baris.",
    row_out_of_order: "Baris {row}, {participant}: tidak di tempatnya; baris berurut menurut strata dan nomor urut.",
    stratum_count_differs: "Strata {stratum}: terhitung {stated} alokasi, di sini {found} baris.",

    cards: "Kartu tersegel: {used} terpakai dari {cards} dalam {piles} tumpukan",
    card_arm_differs: "Kartu {code}, {participant}: tercatat {recorded}, seharusnya {expected}.",
    card_unknown: "Kartu {code}, {participant}: tidak ada di tumpukan dan nomor itu.",
    card_repeated: "Kartu {code}, {participant}: kartu ini ada di lebih dari satu baris.",
    card_participant_repeated: "Kartu {code}: {participant} sudah punya baris.",
    card_out_of_order:
      "Kartu {code}, {participant}: tidak di tempatnya; baris berurut menurut tumpukan dan nomor kartu.",
    card_count_differs: "Kartu terpakai: terhitung {stated}, di sini {found} baris.",

    all_agree: "Semua {count} alokasi dapat diturunkan dari rahasia yang dibuka.",
    not_all_checked: "Hanya {checked} dari {rows} baris yang dapat diturunkan lagi.",
    differences: "{count} perbedaan dalam {rows} baris.",
    not_the_promise: "Semua baris sesuai dengan berkas ini, tetapi berkas ini bukan yang dijanjikan.",
    revealed: "Menulis {file}: {count} alokasi, SHA-256 {hash}, sebagai {account}.",

    version_fits: "Versi {next} tidak menyentuh alokasi yang berjalan menurut versi {live}.",
    version_free:
      "Belum ada alokasi yang dijanjikan, jadi versi {next} boleh berbeda dari {live} dalam hal apa pun tentang alokasi.",
    version_allocated: "{count} responden sudah dialokasikan.",
    version_settings:
      "Ukuran blok dan pengaturan lain tidak dibandingkan, karena jawabannya akan membocorkannya. Daftar tersegel tetap memakai pengaturannya sendiri.",
    version_masked:
      "Kelompok dan rasio tidak dibandingkan, karena {account} tersamar. Siapa yang memegang dokumen yang berlaku dapat memberikannya dengan --live.",
  },
  en: {
    heading: "Allocations of {study}: {rows} rows, {strata} strata",
    commitment_kept:
      "The commitment {commitment} holds: scheme, parameters, algorithm version, protocol hash and secret are the ones promised.",
    commitment_broken:
      "The commitment {commitment} does not hold: scheme, parameters, algorithm version, protocol hash, secret or nonce is not the one promised.",
    commitment_compare:
      "Compare this commitment with the one printed before the first participant, or give the printed one with --commitment.",
    commitment_published: "It is the commitment printed before the first participant.",
    commitment_other:
      "The one printed before the first participant is another: {published}. This bundle is not of that promise.",
    file_hash: "SHA-256 of this file: {hash}",
    file_hash_same: "It is the SHA-256 that the audit trail records.",
    file_hash_other: "The audit trail records another: {recorded}. This is not the file that was given out.",

    arm_differs:
      "Row {row}, {participant}: slot {slot} of stratum {stratum} is recorded {recorded}, derived {expected}.",
    slot_repeated: "Row {row}, {participant}: slot {slot} of stratum {stratum} stands in more than one row.",
    slot_missing: "No row has slot {slot} of stratum {stratum}, derived {expected}.",
    sequence_broken: "No row has slot {slot}; what comes after it cannot be derived again.",
    slot_beyond_list: "Row {row}, {participant}: slot {slot} is beyond the end of the list of stratum {stratum}.",
    participant_repeated: "Row {row}: {participant} has a row already.",
    row_out_of_order: "Row {row}, {participant}: not in its place; rows stand in order of stratum and slot.",
    stratum_count_differs: "Stratum {stratum}: {stated} allocations were counted, {found} rows are here.",

    cards: "Sealed cards: {used} used of {cards} in {piles} piles",
    card_arm_differs: "Card {code}, {participant}: recorded {recorded}, derived {expected}.",
    card_unknown: "Card {code}, {participant}: not in that pile at that number.",
    card_repeated: "Card {code}, {participant}: this card stands in more than one row.",
    card_participant_repeated: "Card {code}: {participant} has a row already.",
    card_out_of_order: "Card {code}, {participant}: not in its place; rows stand in order of pile and card number.",
    card_count_differs: "Used cards: {stated} were counted, {found} rows are here.",

    all_agree: {
      one: "The one allocation follows from the revealed secret.",
      other: "All {count} allocations follow from the revealed secret.",
    },
    not_all_checked: "Only {checked} of {rows} rows could be derived again.",
    differences: { one: "{count} difference in {rows} rows.", other: "{count} differences in {rows} rows." },
    not_the_promise: "Every row agrees with this file, but this file is not what was promised.",
    revealed: "Wrote {file}: {count} allocations, SHA-256 {hash}, as {account}.",

    version_fits: "Version {next} leaves the allocation that runs by version {live} as it is.",
    version_free:
      "No allocation is promised yet, so version {next} may differ from {live} in anything about allocation.",
    version_allocated: { one: "{count} participant is allocated.", other: "{count} participants are allocated." },
    version_settings:
      "Block sizes and other settings are not compared, because the answer would tell them. The sealed list keeps its own.",
    version_masked:
      "Arms and ratio are not compared, because {account} is masked. Who holds the live document can give it with --live.",
  },
});
