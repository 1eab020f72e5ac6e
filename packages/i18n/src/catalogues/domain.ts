import type { ProblemCode } from "@kendali/domain";
import { defineCatalogue, type Message } from "../catalogue.ts";

/**
 * Words for every problem that a value, an entry, an expression or a protocol can have, under the problem's code. Say
 * them with `problemWords`, which writes numbers as the language does, adds `{range}` from the limits, and takes the
 * protocol's own words for `{message}`.
 */
export const domainCatalogue = defineCatalogue({
  id: {
    number_invalid: "“{found}” bukan angka. Tulis angka saja, koma atau titik untuk desimal, misalnya 12,5.",
    number_ambiguous: "“{found}” bisa berarti dua hal. Tulis {decimal} atau {grouped}.",
    number_one_reading:
      "“{found}” bisa berarti dua hal, tetapi di sini hanya {only} yang mungkin. Tulis {only} bila itu maksudnya.",
    number_too_large: "Angka ini terlalu besar. Periksa lagi jumlah digitnya.",
    number_too_precise: "Angka ini terlalu panjang. Tulis paling banyak 15 digit.",
    not_whole: "{value} bukan bilangan bulat. Tulis tanpa desimal.",
    too_many_decimals: "{value} punya terlalu banyak desimal. Paling banyak {decimals} angka di belakang koma.",
    below_minimum: "{value} {unit} tidak mungkin; batasnya {range}. Periksa lagi.",
    above_maximum: "{value} {unit} tidak mungkin; batasnya {range}. Periksa lagi.",
    unit_unexpected: "Satuannya {unit}, bukan {found}. Ubah dulu ke {unit}.",
    text_too_long: "Teks ini {length} karakter; paling banyak {maximum}. Persingkat.",
    text_not_storable: "Teks ini memuat karakter yang tidak dapat disimpan. Ketik ulang bagian itu.",
    code_unknown: "“{found}” bukan pilihan jawaban. Pilih salah satu: {offered}.",
    codes_repeated:
      "Pilihan yang sama disebut dua kali atau tidak berurutan. Sebut masing-masing satu kali, dari kode terkecil.",
    answer_not_yes_no: "“{found}” bukan jawaban ya atau tidak. Pilih Ya atau Tidak.",
    date_invalid: "“{found}” bukan tanggal. Tulis hari, bulan, tahun, misalnya 22/11/2026.",
    date_impossible: "Tanggal {found} tidak ada di kalender. Periksa hari dan bulannya.",
    date_two_digit_year: "Tahun pada “{found}” hanya dua angka. Tulis keempat angkanya.",
    date_year_unlikely: "Tahun pada {found} di luar {earliest} sampai {latest}. Periksa tahunnya.",
    date_ambiguous: "“{found}” bisa berarti {dayFirst} atau {monthFirst}. Tulis dengan urutan tahun-bulan-hari.",
    time_invalid: "“{found}” bukan jam. Tulis jam dan menit, 00.00 sampai 23.59, misalnya 14.30.",
    date_time_invalid: "“{found}” bukan tanggal dan jam. Tulis keduanya, misalnya 22/11/2026 14.30.",
    partial_date_invalid:
      "“{found}” bukan tanggal. Tulis tahun, bulan dan tahun, atau tanggal lengkap, misalnya 2026, 11/2026, 22/11/2026.",
    partial_date_open: "Tanggal ini belum lengkap. Isi kotak yang kosong, atau tandai bagian yang tidak diketahui.",
    barcode_mask_mismatch:
      "“{found}” tidak sesuai bentuk {mask} (# angka, @ huruf, * keduanya). Pindai atau ketik ulang.",
    barcode_check_digit: "Angka periksa pada “{found}” tidak cocok; ada angka yang salah. Pindai atau ketik ulang.",
    file_reference_invalid: "Ini bukan rujukan ke berkas yang tersimpan. Lampirkan berkasnya lagi.",
    file_not_stored: "Berkas ini belum tersimpan di server. Lampirkan lagi, tunggu sampai terkirim.",
    file_type_not_taken: "Berkas {found} tidak diterima di sini. Lampirkan salah satu dari: {offered}.",
    value_wrong_type: "Isian ini tidak dapat dibaca. Isi lagi.",
    not_entered: "Isian ini dihitung sendiri. Kosongkan.",
    value_not_storable: "Ini catatan, bukan pertanyaan, jadi tidak menyimpan isian. Kosongkan.",
    required: "Wajib diisi. Isi, atau pilih alasan kosong.",
    reason_required: "Nilai ini tidak biasa. Periksa lagi, atau isi alasan.",
    item_unknown: "“{name}” tidak ada di formulir ini. Periksa versi formulirnya.",
    missing_reason_not_offered:
      "Alasan kosong ini tidak tersedia untuk pertanyaan ini. Isi nilainya atau pilih alasan lain.",
    constraint_violated: "{message} Periksa lagi.",
    below_usual: "{value} {unit} di bawah batas wajar ({range}). Periksa lagi, atau isi alasan.",
    above_usual: "{value} {unit} di atas batas wajar ({range}). Periksa lagi, atau isi alasan.",
    date_after_today: "{value} belum tiba. Isi tanggal hari ini atau sebelumnya.",
    expression_syntax: "Ekspresi tidak dapat dibaca mulai huruf ke-{position}: {found}. Perbaiki penulisannya.",
    expression_too_long: "Ekspresi ini {length} karakter; paling banyak {maximum}. Bagi menjadi beberapa perhitungan.",
    expression_too_complex: "Ekspresi ini terlalu rumit. Bagi menjadi beberapa perhitungan.",
    expression_loops:
      "Ekspresi tidak boleh berulang: {found} tidak tersedia. Tulis setiap bagian satu per satu, atau pakai “in”.",
    expression_not_offered:
      "{found} tidak tersedia dalam ekspresi. Yang ada: abs, round, min, max, hoursBetween, daysBetween, matches, startsWith, endsWith, contains.",
    expression_unknown_name:
      "Ekspresi memakai “{name}”, tetapi tidak ada pertanyaan dengan kunci itu. Periksa ejaannya.",
    expression_wrong_types:
      "Jenis nilai dalam ekspresi tidak cocok: {found}. Bandingkan angka dengan angka dan teks dengan teks.",
    expression_wrong_result:
      "Ekspresi menghasilkan {found}, seharusnya {expected}. Syarat menghasilkan benar atau salah; perhitungan menghasilkan angka.",
    expression_number_too_large: "Angka dalam ekspresi terlalu besar. Pakai angka di bawah 10 pangkat 15.",
    expression_pattern_invalid: "Pola “{found}” tidak dapat dipakai. Tulis pola RE2 sebagai teks tetap.",
    shape_missing: "Bagian ini harus ada ({expected}). Tambahkan.",
    shape_unknown_key: "“{name}” bukan bagian yang dikenal. Hapus atau perbaiki ejaannya.",
    shape_wrong_type: "Bagian ini harus berupa {expected}. Ganti isinya.",
    shape_not_offered: "“{found}” bukan salah satu pilihan. Yang tersedia: {offered}.",
    shape_bad_format: "“{found}” tidak sesuai bentuk yang diminta. Periksa penulisannya.",
    shape_out_of_range: "Isinya melewati batas ({side} {limit}). Sesuaikan.",
    document_not_an_object: "Ini bukan dokumen protokol. Berkas harus berisi satu objek JSON.",
    document_too_large: "Dokumen ini terlalu besar. Paling banyak {maximum} bagian.",
    document_too_deep: "Dokumen ini bertingkat terlalu dalam; paling banyak {maximum} tingkat.",
    document_dangerous_key: "Nama “{name}” tidak boleh dipakai di dalam dokumen. Ganti namanya.",
    document_not_json: "Bagian ini memuat sesuatu yang tidak dapat disimpan sebagai JSON. Hapus atau ketik ulang.",
    document_name_twice:
      "Nama “{name}” dipakai dua kali dalam satu objek (baris {line}, kolom {column}). Hapus salah satunya.",
    reference_unknown: "“{name}” tidak ada di {list}. Tambahkan di sana atau perbaiki ejaannya.",
    key_duplicate: "“{name}” disebut dua kali di {list}. Beri nama yang berbeda.",
    key_reserved:
      "“{name}” tidak dapat menjadi kunci pertanyaan karena kata itu sudah dipakai sistem. Pilih kunci lain.",
    item_key_duplicate:
      "Kunci “{name}” sudah dipakai di {other}. Setiap pertanyaan perlu kunci sendiri di seluruh penelitian.",
    assumption_path_unknown: "Asumsi ini menunjuk “{name}”, yang tidak ada di dokumen. Perbaiki alamatnya.",
    range_reversed: "Rentang ini terbalik: {min} lebih besar dari {max}. Tukar keduanya.",
    soft_range_outside_hard:
      "Rentang wajar melewati batas yang mungkin ({hardMin} sampai {hardMax}). Persempit rentang wajar.",
    property_not_for_type: "Jenis {type} tidak memakai {property}. Hapus {property} atau ganti jenisnya.",
    property_required_for_type: "Jenis {type} memerlukan {property}. Tambahkan.",
    calculation_circle:
      "{name} memerlukan {uses}, yang pada gilirannya memerlukan {name}. Hapus salah satunya dari perhitungan yang lain.",
    calculation_order: "{name} memakai {uses}, yang dihitung sesudahnya. Pindahkan {uses} ke atas.",
    expression_self_reference: "{name} bergantung pada dirinya sendiri. Hapus {name} dari ekspresinya.",
    calculation_or_scale:
      "Isian yang dihitung perlu satu asal: sebuah perhitungan atau sebuah skala. Sebutkan tepat satu.",
    scale_item_unsuitable:
      "{name} berjenis {type}, sehingga tidak dapat dinilai. Pakai pilihan, bilangan bulat, atau ya/tidak.",
    scale_item_later:
      "{name} belum terisi saat skor dihitung. Letakkan di atas skor, atau di formulir yang dijadwalkan lebih dulu.",
    scale_reversed_elsewhere:
      "{name} dinilai terbalik, tetapi bukan bagian skala ini. Tambahkan ke butir skala, atau hapus dari yang terbalik.",
    scale_reversed_unbounded:
      "{name} dinilai terbalik, tetapi nilai terendah dan tertingginya tidak diketahui. Beri daftar kode atau batas mustahil.",
    scale_least_too_many: "Skala ini meminta {least} jawaban, tetapi hanya punya {count} butir. Turunkan jumlahnya.",
    scale_cutoffs_not_ascending:
      "Batas {from} tidak lebih tinggi daripada batas sebelumnya ({previous}). Urutkan dari yang terendah.",
    matrix_answers_differ:
      "Bagian ini digambar sebagai tabel, tetapi {name} tidak memakai pilihan jawaban yang sama. Pakai satu daftar kode, atau gambar sebagai daftar.",
    text_missing: "Teks bahasa {language} masih kosong. Isi terjemahannya.",
    date_missing: "Belum ada tanggalnya. Isi hari, bulan, dan tahunnya.",
    date_not_in_calendar: "Tanggal {found} tidak ada di kalender. Periksa lagi.",
    times_reversed: "Jam {from} tidak lebih awal dari {to}. Tukar keduanya.",
    approval_number_missing: "Nomor persetujuan etik belum diisi. Salin dari suratnya.",
    ethics_dates_reversed: "Persetujuan etik berakhir {expiresOn}, sebelum disetujui {approvedOn}. Periksa tanggalnya.",
    time_zone_unknown: "Zona waktu “{found}” tidak dikenal. Pakai nama IANA, misalnya Asia/Jakarta.",
    design_arms_too_few: "Rancangan ini memerlukan sedikitnya {minimum} kelompok; ada {count}. Tambahkan kelompok.",
    design_arms_too_many:
      "Rancangan ini paling banyak {maximum} kelompok; ada {count}. Hapus kelompok atau ganti rancangan.",
    design_allocation_missing:
      "Rancangan ini membagi responden ke kelompok, tetapi cara alokasinya belum ada. Tambahkan alokasi.",
    design_allocation_not_offered: "Rancangan satu kelompok tidak memakai alokasi. Hapus alokasi atau ganti rancangan.",
    design_control_missing: "Belum ada kelompok kontrol. Tandai satu kelompok sebagai kontrol.",
    design_intervention_missing: "Belum ada kelompok intervensi. Tandai satu kelompok sebagai intervensi.",
    ratio_arms_mismatch: "Rasio menyebut {found}, padahal kelompoknya {expected}. Sebut setiap kelompok satu kali.",
    block_size_not_multiple:
      "Blok berukuran {size} tidak dapat memuat rasio dengan tepat, jadi kelompok menyimpang darinya. Pakai kelipatan {round}.",
    block_size_predictable: "Blok berukuran {size} mudah ditebak. Pakai sedikitnya dua kali {round}.",
    strata_item_unsuitable:
      "{name} tidak dapat menjadi strata. Pakai pertanyaan pilihan, ya/tidak, atau perhitungan dengan daftar kode.",
    strata_item_not_baseline:
      "{name} tidak ditanyakan pada kunjungan {visit}, jadi belum diketahui saat alokasi. Pindahkan ke sana.",
    cards_not_offered:
      "Kartu tersegel dibuat sebelum responden pertama, jadi tidak dapat dipakai bersama {scheme}. Hapus kartu atau ganti skemanya.",
    cards_too_many:
      "Rencana ini membuat {count} kartu; paling banyak {maximum}. Kurangi kartu per daftar atau stratanya.",
    population_needs_allocation:
      "Populasi ini menghitung yang dialokasikan, tetapi penelitian ini tidak memakai alokasi. Ganti aturannya.",
    sample_size_incomplete: "Besar sampel ini dihitung, tetapi {property} belum diisi. Isi angkanya.",
    sample_size_below_arms:
      "Sasaran {target} kurang dari {perArm} per kelompok untuk {arms} kelompok. Naikkan sasarannya.",
    primary_outcome_missing: "Belum ada luaran utama. Tandai satu luaran sebagai utama.",
    outcome_item_not_measured:
      "{item} tidak diukur pada kunjungan {visit}. Tambahkan formulir {form} ke kunjungan itu.",
    outcome_baseline_missing:
      "Luaran ini perubahan dari data awal, tetapi kunjungan data awalnya belum disebut. Isi kunjungannya.",
    outcome_item_no_number:
      "{item} berjenis {type}, padahal luaran ini dihitung sebagai bilangan. Pilih pertanyaan yang dijawab dengan bilangan, atau ubah skala luarannya.",
    visit_day_out_of_reach: "Hari kunjungan {visit} dengan rentang waktunya lebih dari {limit} hari. Periksa angkanya.",
    visit_before_enrolment:
      "Kunjungan {visit} direncanakan di hari {day}, sebelum pendaftaran (hari ke-1), dan tidak akan pernah dapat diisi. Pindahkan ke hari ke-1 atau sesudahnya.",
    outcome_event_missing: "Luaran ya/tidak dari {item} belum menyebut kode mana yang dihitung. Isi kodenya.",
    visit_windows_overlap:
      "Rentang waktu {visit} dan {other} bertumpuk pada hari {range}, padahal keduanya memakai formulir {form}. Persempit salah satunya.",
    visit_anchor_without_allocation:
      "Hari kunjungan dihitung dari alokasi, padahal tidak ada alokasi. Hitung dari pendaftaran.",
    delivery_item_missing:
      "Hari kunjungan dihitung dari persalinan, tetapi pertanyaan waktu persalinan belum ditunjuk. Isi deliveryItem.",
    delivery_item_unsuitable: "{name} berjenis {type}; waktu persalinan memerlukan tanggal dan jam. Ganti jenisnya.",
    session_count_mismatch:
      "Kelompok {arm} punya {found} kunjungan sesi, padahal intervensinya {expected}. Samakan keduanya.",
    form_not_scheduled: "Formulir {name} tidak ada di kunjungan mana pun. Tambahkan ke jadwal atau hapus.",
    roles_mixed:
      "Yang memberi intervensi tidak boleh menilai luaran. Pisahkan peran pelaksana dan penilai pada formulir ini.",
    role_cannot_enter: "Peran {role} tidak mengisi formulir. Pilih koordinator, pelaksana, atau penilai.",
    role_required: "Peran {role} diperlukan, tetapi belum ada di protokol. Tambahkan tanggung jawabnya.",
    form_must_reveal_arm:
      "Formulir {name} hanya ada di sebagian kelompok, jadi membuka kelompoknya. Tandai revealsArm.",
    expression_reveals_arm:
      "{name} ada di formulir {form}, yang membuka kelompok; formulir yang diisi semua orang tidak boleh melihatnya. Hapus {name} dari ekspresi.",
    consent_purpose_missing:
      "Tidak ada persetujuan yang wajib. Tandai persetujuan untuk ikut penelitian sebagai wajib.",
    column_missing: "Kolom {column} tidak ada. Tambahkan kolom itu pada baris judul.",
    column_unknown: "Kolom {column} tidak dikenal penelitian ini. Hapus, atau samakan namanya dengan buku kode.",
    column_twice: "Kolom {column} ada dua kali. Sisakan satu.",
    column_not_in_form: "Pertanyaan {column} bukan bagian formulir {form}. Kosongkan sel ini.",
    row_wrong_width: "Baris ini berisi {found} sel, judulnya {expected}. Periksa pemisah dan tanda kutipnya.",
    row_twice: "Formulir ini sudah ada pada baris {line}. Sisakan satu.",
    participant_unknown: "Responden {found} tidak ada di lokasi Anda. Periksa nomornya.",
    visit_unknown: "Kunjungan {found} tidak ada dalam protokol. Periksa namanya.",
    performer_unknown: "Akun {found} tidak bekerja di lokasi ini. Tulis nama pengguna petugas yang melakukannya.",
    bundle_field_invalid: "Bagian ini tidak berbentuk seperti dalam berkas penelitian Kendali. Ekspor lagi berkasnya.",
    bundle_hash_differs: "Isi versi ini bukan yang disebut hash-nya. Ekspor lagi dari penelitian aslinya.",
    bundle_version_differs: "Nomor versinya lain dari yang tertulis di dokumen, yaitu {version}. Samakan keduanya.",
    bundle_version_twice: "Versi ini sudah ada lebih awal di berkas. Sisakan satu.",
    bundle_first_amends: "Versi pertama tidak mengubah versi lain. Kosongkan amandemennya.",
    allocation_too_few_arms: "Ada {arms} kelompok yang punya rasio; sedikitnya {min}. Tambahkan kelompok.",
    allocation_arm_key_empty: "Kelompok ini belum punya kunci. Isi kuncinya.",
    allocation_arm_repeated: "Kelompok {arm} punya dua rasio. Sisakan satu.",
    allocation_arm_unknown: "Penelitian ini tidak punya kelompok {arm}. Hapus rasionya atau perbaiki kuncinya.",
    allocation_arm_missing:
      "Kelompok {arm} belum punya rasio, jadi tidak akan ada yang dialokasikan ke sana. Isi rasionya.",
    allocation_ratio_out_of_range:
      "Rasio {ratio} untuk {arm} tidak dapat dihitung dalam responden utuh, jadi daftar tidak dapat dibuat. Pakai bilangan bulat ({range}).",
    allocation_block_sizes_missing: "Blok permutasi memerlukan ukuran blok. Isi sedikitnya satu.",
    allocation_block_sizes_unused: "Skema ini tidak memakai blok. Hapus ukuran blok atau pilih blok permutasi.",
    allocation_block_size_out_of_range: "Ukuran blok {size} tidak dapat dipakai. Pakai bilangan bulat ({range}).",
    allocation_block_size_repeated: "Ukuran blok {size} disebut dua kali. Sisakan satu.",
    allocation_block_size_not_multiple:
      "Blok berukuran {size} tidak dapat memuat rasio dengan tepat. Pakai kelipatan {ratioSum}.",
    allocation_fixed_block_of_two:
      "Dengan blok tetap berukuran {size}, setiap alokasi kedua dapat diketahui lebih dulu. Pakai blok yang lebih besar atau beberapa ukuran.",
    allocation_setting_missing: "Skema ini memerlukan {setting}. Isi dulu.",
    allocation_setting_unused: "Skema ini tidak memakai {setting}. Hapus atau pilih skema lain.",
    allocation_two_equal_arms_needed:
      "Skema ini untuk dua kelompok dengan rasio sama; di sini {ratio}. Pilih blok permutasi atau minimisasi.",
    allocation_equal_arms_needed:
      "Skema ini memerlukan rasio yang sama untuk semua kelompok; di sini {ratio}. Pilih blok permutasi atau minimisasi.",
    allocation_probability_out_of_range:
      "Peluang {probability} tidak dapat dipakai. Pakai peluang di atas {above}; peluang 1 hanya untuk minimisasi.",
    allocation_number_out_of_range: "{value} tidak dapat dipakai di sini. Pakai bilangan bulat ({range}).",
    allocation_sequence_length_odd: "Urutan sepanjang {length} tidak dapat berakhir seimbang. Pakai bilangan genap.",
    allocation_measure_unknown: "“{measure}” bukan ukuran ketidakseimbangan. Pilih range, variance, atau sd.",
    allocation_factors_missing:
      "Minimisasi memerlukan faktor yang diseimbangkan, paling banyak {max}. Sebutkan faktornya.",
    allocation_factor_key_empty: "Faktor ini belum punya kunci. Isi kuncinya.",
    allocation_factor_repeated: "Faktor {factor} disebut dua kali. Sisakan satu.",
    allocation_weight_out_of_range:
      "Bobot {weight} untuk {factor} tidak dapat dipakai. Pakai bilangan bulat ({range}).",
    allocation_scheme_unknown: "Skema “{scheme}” tidak dikenal. Pakai program yang membuat daftar ini.",
    allocation_algorithm_unknown:
      "Daftar ini dibuat oleh {version}, yang tidak dikenal program ini. Pakai program yang membuatnya.",
    allocation_hex_malformed:
      "Isian ini harus {bytes} bita dalam digit heksadesimal. Salin lagi dari tempat penerbitannya.",
    allocation_slot_malformed: "Nomor urut {slot} bukan bilangan bulat mulai dari 0. Perbaiki barisnya.",
    allocation_stratum_malformed: "Baris ini tidak menyebut nilai setiap faktor. Salin lagi dari berkas aslinya.",
    allocation_fixed_blocks_open_site:
      "Satu lokasi yang mengetahui intervensinya dapat menghitung blok tetap berukuran {size} dan menebak alokasi. Pakai beberapa ukuran blok.",
    allocation_too_many_strata:
      "{strata} strata memerlukan sekitar {needed} responden agar seimbang; rencananya {participants}. Kurangi strata, perkecil blok, atau pakai minimisasi.",
    allocation_stratum_too_small:
      "Strata terkecil diperkirakan berisi {expected} responden, padahal daftarnya memerlukan {needed} agar seimbang. Gabungkan dengan strata lain.",
    allocation_deterministic:
      "Dengan peluang 1, siapa pun yang tahu alokasi sebelumnya tahu alokasi berikutnya. Pilih peluang di bawah 1.",
    allocation_strata_without_effect:
      "Skema ini tidak menyeimbangkan di dalam strata, jadi {strata} strata tidak berpengaruh. Hapus strata atau pilih skema lain.",
    amendment_nothing_changed: "Tidak ada yang berbeda dari versi sebelumnya. Ubah rancangannya lebih dulu.",
    amendment_version_not_higher: "Versi {to} tidak lebih tinggi daripada {from}. Berikan nomor berikutnya.",
    amendment_key_changed:
      "Kunci penelitian {from} tercantum di setiap berkas dan alamat. Pertahankan; judulnya boleh berubah.",
    amendment_design_changed: "Rancangan lain memerlukan responden lain. Jadikan rancangan ini penelitian tersendiri.",
    amendment_consent_version:
      "Naskah persetujuan {version} sudah terbit dengan kata-kata lain. Beri naskah baru nomor versi baru.",
    amendment_form_masking:
      "Apakah {form} membuka kelompok sudah dijanjikan sebelum ada yang dialokasikan. Pertahankan, dan tanyakan yang baru dalam formulir tersendiri.",
    amendment_visit_masking:
      "Kelompok mana yang punya kunjungan {visit} sudah dijanjikan sebelum ada yang dialokasikan. Pertahankan, dan rencanakan kunjungan lain.",
    amendment_masking_level:
      "Siapa yang boleh mengetahui kelompok tidak berubah lewat dokumen. Ajukan di halaman Penyamaran; orang kedua yang memutuskan.",
    amendment_site_removed:
      "Di lokasi {site} sudah ada yang ditapis atau menjadi responden, dan mereka harus tetap terjangkau. Pertahankan lokasinya dan hentikan perekrutan di sana.",
    amendment_site_changed:
      "Kode dan zona waktu {site} menentukan nomor responden dan tanggal hari ini di sana. Pertahankan keduanya; namanya boleh berubah.",
    amendment_arm_removed: "Kelompok {arm} mempunyai responden. Pertahankan, dan hentikan perekrutan ke kelompok itu.",
    amendment_arm_kind:
      "Kelompok {arm} tetap kelompok perlakuan atau kelompok kontrol seperti semula, karena hasil dibaca menurut itu. Biarkan jenisnya.",
    amendment_visit_kind:
      "Jenis kunjungan {visit} tidak boleh berubah selama ada responden: jenisnya menentukan nilai mana yang menjadi data awal. Buat kunjungan baru.",
    amendment_visit_renamed:
      "{to} tampak seperti {from} dengan kunci lain, dan datanya akan tertinggal. Pertahankan kunci {from}; namanya boleh berubah.",
    amendment_form_renamed:
      "{to} tampak seperti {from} dengan kunci lain, dan isiannya akan tertinggal. Pertahankan kunci {from}; judulnya boleh berubah.",
    amendment_item_renamed:
      "{to} tampak seperti {from} dengan kunci lain, dan nilainya akan tertinggal di kolom lama. Pertahankan kunci {from}; pertanyaannya boleh berubah.",
    amendment_item_moved:
      "Nilai {key} ada di {from}; di {to} akan kosong. Biarkan di sana, atau tanyakan di {to} dengan kunci baru.",
    amendment_delivery_changed: "Kunjungan dihitung dari tanggal dalam isian ini. Pertahankan.",
    amendment_type_changed:
      "Nilai {key} berjenis {from}. Biarkan isian itu, dan tambahkan yang baru berjenis {to} dengan kunci baru.",
    amendment_unit_changed:
      "Nilai {key} bersatuan “{from}”; dengan “{to}” artinya berubah. Tambahkan isian baru dengan satuan baru.",
    amendment_codelist_changed:
      "Jawaban {key} adalah kode dari {from}. Tambahkan yang baru ke daftar itu, atau buat isian baru dengan {to}.",
    amendment_code_swapped:
      "Kode {code} akan berbunyi seperti {other} sekarang, sehingga arti jawaban yang tersimpan berubah. Beri pilihan baru kode baru; bila hanya terjemahannya tertukar, tulis dengan kata lain.",
    amendment_words_exchanged:
      "“{to}” akan memakai kata-kata “{from}”, sehingga yang sudah tercatat terbaca tertukar. Biarkan kata-katanya, atau tulis kata-kata baru.",
    amendment_key_reused:
      "{key} pernah dipakai pada versi sebelumnya untuk hal lain, dan datanya disimpan. Pakai yang lain.",
    amendment_meaning_unstated:
      "{code} mendapat kata-kata baru. Nyatakan bahwa artinya tetap sama, atau beri arti baru kode atau pertanyaan baru.",
    amendment_value_differs:
      "{key} akan dihitung secara lain sekarang, jadi isian ini tetap di versinya dengan nilai yang dihitung waktu itu.",
    amendment_value_kept:
      "{key} sudah dijawab pada versi sebelumnya dan tetap seperti itu. Jawab pertanyaan barunya dulu, lalu perbaiki yang ini tersendiri.",
    amendment_entry_stays: "Isian ini tetap di versinya. Lihat lagi daftar isian yang kurang jawaban.",
    allocation_removed:
      "Versi ini tidak lagi memakai alokasi, padahal alokasi sedang berjalan. Pertahankan alokasinya; untuk berhenti merekrut, kunci penelitian.",
    allocation_introduced:
      "Penelitian yang berjalan tidak memakai alokasi, jadi yang sudah terdaftar tidak akan punya kelompok. Mulai uji acaknya sebagai penelitian baru.",
    allocation_scheme_changed:
      "Daftar acak dijanjikan dengan skema {from}; dengan {to} alokasi yang sudah ada tidak dapat diturunkan lagi. Pertahankan skemanya atau buat penelitian baru.",
    allocation_visit_changed:
      "Alokasi mengikuti kunjungan {from}; bila mengikuti {to}, responden berikutnya dialokasikan dengan syarat lain. Pertahankan kunjungannya.",
    allocation_arm_closed:
      "Daftar acak tersegel masih berisi tempat untuk {arm}; tanpa kelompok itu, daftar dan data respondennya tidak dapat dibaca. Pertahankan kelompoknya; untuk menutupnya, akhiri perekrutan dan buat penelitian baru.",
    allocation_arm_added:
      "Daftar acak tersegel tidak berisi tempat untuk {arm}, jadi tidak ada yang akan dialokasikan ke sana. Hapus kelompok itu atau buat penelitian baru dengan daftar baru.",
    allocation_ratio_changed:
      "Daftar acak dijanjikan dengan rasio {from} untuk {arm}; rasio {to} memerlukan daftar lain dan membuat kelompok tidak sebanding antarwaktu. Pakai {from} atau buat penelitian baru.",
    allocation_cards_changed:
      "Kartu tersegel dibuat dan dijanjikan saat penelitian dibuka; jumlah lain memerlukan kartu lain. Pertahankan jumlahnya.",
    allocation_settings_changed:
      "Daftar acak dibuat dengan {setting} lain dan tetap memakainya, jadi dokumen ini menyebut yang tidak dilakukan. Tulis pengaturannya seperti semula.",
    allocation_site_closed:
      "Tanpa lokasi {site}, respondennya kehilangan strata dan nomornya. Pertahankan lokasinya dan hentikan perekrutan di sana.",
    allocation_site_added:
      "Janji daftar acak dibuat tanpa lokasi {site}, jadi respondennya berada di luar janji itu. Jalankan lokasi itu sebagai penelitian tersendiri, lalu gabungkan saat analisis.",
    allocation_strata_changed:
      "Strata ({from}) tidak dapat menjadi ({to}): yang sudah dialokasikan berada di daftar lain, dan keseimbangannya hilang. Pertahankan strata; sesuaikan faktor lain saat analisis.",
    allocation_stratum_item_changed:
      "{item} menentukan strata; dengan pilihan atau perhitungan lain, jawaban yang sama masuk ke daftar lain. Pertahankan isian itu dan tanyakan yang baru sebagai isian tersendiri.",
  } satisfies Record<ProblemCode, Message>,
  en: {
    number_invalid: "“{found}” is not a number. Type a number only, comma or point for decimals, for example 12.5.",
    number_ambiguous: "“{found}” can mean two things. Type {decimal} or {grouped}.",
    number_one_reading:
      "“{found}” can mean two things, but only {only} is possible here. Type {only} if that is what is meant.",
    number_too_large: "This number is too large. Check how many digits it has.",
    number_too_precise: "This number is too long. Type at most 15 digits.",
    not_whole: "{value} is not a whole number. Leave the decimals out.",
    too_many_decimals: "{value} has too many decimals. At most {decimals} are kept.",
    below_minimum: "{value} {unit} is not possible; the limits are {range}. Check again.",
    above_maximum: "{value} {unit} is not possible; the limits are {range}. Check again.",
    unit_unexpected: "The unit is {unit}, not {found}. Convert to {unit} first.",
    text_too_long: "This text has {length} characters; at most {maximum} fit. Shorten it.",
    text_not_storable: "This text holds a character that cannot be stored. Type that part again.",
    code_unknown: "“{found}” is not one of the answers. Choose one of: {offered}.",
    codes_repeated: "A choice stands twice, or the choices are out of order. Name each once, lowest code first.",
    answer_not_yes_no: "“{found}” is neither yes nor no. Choose Yes or No.",
    date_invalid: "“{found}” is not a date. Type day, month, year, for example 22/11/2026.",
    date_impossible: "{found} is not in the calendar. Check day and month.",
    date_two_digit_year: "The year in “{found}” has two digits. Type all four.",
    date_year_unlikely: "The year in {found} is outside {earliest} to {latest}. Check the year.",
    date_ambiguous: "“{found}” can mean {dayFirst} or {monthFirst}. Type it as year-month-day.",
    time_invalid: "“{found}” is not a time. Type hours and minutes, 00:00 to 23:59, for example 14:30.",
    date_time_invalid: "“{found}” is not a date and time. Type both, for example 22/11/2026 14:30.",
    partial_date_invalid:
      "“{found}” is not a date. Write a year, a month and year, or a whole date, for example 2026, 11/2026, 22/11/2026.",
    partial_date_open: "This date is not finished. Fill the empty box, or mark the part as unknown.",
    barcode_mask_mismatch:
      "“{found}” does not have the form {mask} (# a digit, @ a letter, * either). Scan or type it again.",
    barcode_check_digit: "The check digit of “{found}” does not fit, so a digit is wrong. Scan or type it again.",
    file_reference_invalid: "This does not refer to a stored file. Attach the file again.",
    file_not_stored: "This file is not stored on the server yet. Attach it again and wait until it is sent.",
    file_type_not_taken: "A file of type {found} is not taken here. Attach one of: {offered}.",
    value_wrong_type: "This answer cannot be read. Enter it again.",
    not_entered: "This is calculated by itself. Leave it empty.",
    value_not_storable: "This is a note, not a question, and stores no answer. Leave it empty.",
    required: "Required. Answer it, or choose why it is empty.",
    reason_required: "This value is unusual. Check again, or give a reason.",
    item_unknown: "“{name}” is not in this form. Check the version of the form.",
    missing_reason_not_offered:
      "This question does not offer that reason for being empty. Answer it, or choose another reason.",
    constraint_violated: "{message} Check again.",
    below_usual: "{value} {unit} is below the usual range ({range}). Check again, or give a reason.",
    above_usual: "{value} {unit} is above the usual range ({range}). Check again, or give a reason.",
    date_after_today: "{value} has not come yet. Enter today's date or an earlier one.",
    expression_syntax: "The expression cannot be read from character {position}: {found}. Correct how it is written.",
    expression_too_long:
      "This expression has {length} characters; at most {maximum} fit. Split it into several calculations.",
    expression_too_complex: "This expression is too complex. Split it into several calculations.",
    expression_loops: "An expression may not loop: {found} is not offered. Write each part out, or use “in”.",
    expression_not_offered:
      "Expressions do not offer {found}. They have abs, round, min, max, hoursBetween, daysBetween, matches, startsWith, endsWith, contains.",
    expression_unknown_name: "The expression uses “{name}”, but no item has that key. Check the spelling.",
    expression_wrong_types:
      "The types in the expression do not fit: {found}. Compare numbers with numbers and text with text.",
    expression_wrong_result:
      "The expression gives {found}, but {expected} is needed. A condition gives true or false; a calculation gives a number.",
    expression_number_too_large: "A number in the expression is too large. Use numbers below 10 to the power of 15.",
    expression_pattern_invalid: "The pattern “{found}” cannot be used. Write an RE2 pattern as fixed text.",
    shape_missing: "This part must be there ({expected}). Add it.",
    shape_unknown_key: "“{name}” is not a known part. Remove it, or correct the spelling.",
    shape_wrong_type: "This part must be of type {expected}. Replace it.",
    shape_not_offered: "“{found}” is not one of the choices. Offered: {offered}.",
    shape_bad_format: "“{found}” does not have the form that is asked. Check how it is written.",
    shape_out_of_range: "This exceeds a limit ({side} {limit}). Adjust it.",
    document_not_an_object: "This is not a protocol document. The file must hold one JSON object.",
    document_too_large: "This document is too large. At most {maximum} parts are read.",
    document_too_deep: "This document is nested too deeply; at most {maximum} levels are read.",
    document_dangerous_key: "The name “{name}” may not be used in a document. Rename it.",
    document_not_json: "This part holds something that JSON cannot store. Remove it, or type it again.",
    document_name_twice:
      "The name “{name}” stands twice in one object (line {line}, column {column}). Remove one of them.",
    reference_unknown: "“{name}” is not in {list}. Add it there, or correct the spelling.",
    key_duplicate: "“{name}” stands twice in {list}. Give them different names.",
    key_reserved: "“{name}” cannot be the key of an item, because the word is taken by the system. Choose another.",
    item_key_duplicate: "The key “{name}” is used in {other} already. Each item needs its own in the whole study.",
    assumption_path_unknown: "This assumption points to “{name}”, which is not in the document. Correct the path.",
    range_reversed: "This range is reversed: {min} is more than {max}. Swap them.",
    soft_range_outside_hard:
      "The usual range goes beyond what is possible ({hardMin} to {hardMax}). Narrow the usual range.",
    property_not_for_type: "The type {type} does not use {property}. Remove {property}, or change the type.",
    property_required_for_type: "The type {type} needs {property}. Add it.",
    calculation_circle:
      "{name} needs {uses}, which needs {name} again. Take one of them out of the calculation of the other.",
    calculation_order: "{name} uses {uses}, which is calculated after it. Move {uses} up.",
    expression_self_reference: "{name} depends on itself. Take {name} out of its expression.",
    calculation_or_scale: "A calculated item needs one origin: a calculation or a scale. State exactly one.",
    scale_item_unsuitable: "{name} is of type {type}, so it cannot be scored. Use a choice, a whole number, or yes/no.",
    scale_item_later:
      "{name} has no answer yet when the score is computed. Place it above the score, or in a form that is scheduled earlier.",
    scale_reversed_elsewhere:
      "{name} counts backwards, but is not part of this scale. Add it to the items, or remove it from the reversed ones.",
    scale_reversed_unbounded:
      "{name} counts backwards, but its lowest and highest answers are not known. Give it a code list or a hard range.",
    scale_least_too_many: "This scale asks for {least} answers, but has only {count} items. Lower the number.",
    scale_cutoffs_not_ascending:
      "The cut-off {from} is not above the one before it ({previous}). Order them from the lowest.",
    matrix_answers_differ:
      "This section is drawn as a table, but {name} does not share the answers of the others. Use one code list, or draw it as a list.",
    text_missing: "The text in language {language} is empty. Fill in the translation.",
    date_missing: "There is no date yet. Fill in its day, month and year.",
    date_not_in_calendar: "{found} is not in the calendar. Check it.",
    times_reversed: "{from} is not before {to}. Swap them.",
    approval_number_missing: "The ethics approval has no number. Copy it from the letter.",
    ethics_dates_reversed:
      "The ethics approval ends on {expiresOn}, before it was given on {approvedOn}. Check the dates.",
    time_zone_unknown: "The time zone “{found}” is not known. Use an IANA name, for example Asia/Jakarta.",
    design_arms_too_few: "This design needs at least {minimum} arms; there are {count}. Add arms.",
    design_arms_too_many:
      "This design has at most {maximum} arms; there are {count}. Remove arms, or change the design.",
    design_allocation_missing: "This design allocates participants to arms, but says not how. Add the allocation.",
    design_allocation_not_offered:
      "A design with one group allocates nobody. Remove the allocation, or change the design.",
    design_control_missing: "There is no control arm. Mark one arm as control.",
    design_intervention_missing: "There is no intervention arm. Mark one arm as intervention.",
    ratio_arms_mismatch: "The ratio names {found}, but the arms are {expected}. Name each arm once.",
    block_size_not_multiple:
      "A block of {size} cannot hold the ratio exactly, so the arms would drift from it. Use multiples of {round}.",
    block_size_predictable: "Blocks of {size} can be guessed. Use at least twice {round}.",
    strata_item_unsuitable: "{name} cannot be a stratum. Use a choice, a yes/no, or a calculation with a code list.",
    strata_item_not_baseline:
      "{name} is not asked at the visit {visit}, so it is not known at allocation. Move it there.",
    cards_not_offered:
      "Sealed cards are made before the first participant, so they do not go with {scheme}. Remove the cards, or change the scheme.",
    cards_too_many: "This plan makes {count} cards; at most {maximum}. Ask for fewer cards per list, or fewer strata.",
    population_needs_allocation: "This population counts who was allocated, but nobody is. Change its rule.",
    sample_size_incomplete: "This sample size is computed, but {property} is empty. Fill in the number.",
    sample_size_below_arms: "The target {target} is less than {perArm} per arm for {arms} arms. Raise the target.",
    primary_outcome_missing: "There is no primary outcome. Mark one outcome as primary.",
    outcome_item_not_measured: "{item} is not measured at the visit {visit}. Add the form {form} to that visit.",
    outcome_baseline_missing: "This outcome is a change from baseline, but names no baseline visit. Name it.",
    outcome_item_no_number:
      "{item} is of type {type}, but this outcome is analysed as a number. Choose a question answered with a number, or change the outcome’s scale.",
    visit_day_out_of_reach: "The day of the visit {visit}, with its window, is beyond {limit} days. Check the numbers.",
    visit_before_enrolment:
      "The visit {visit} is planned for day {day}, before the enrolment (day 1), and could never be filled. Move it to day 1 or later.",
    outcome_event_missing: "The yes/no outcome of {item} does not say which codes count. Name them.",
    visit_windows_overlap:
      "The windows of {visit} and {other} overlap (day {range}), and both use the form {form}. Narrow one of them.",
    visit_anchor_without_allocation: "The visit counts from allocation, but there is none. Count from enrolment.",
    delivery_item_missing: "The visit counts from delivery, but no item holds the delivery. Set deliveryItem.",
    delivery_item_unsuitable: "{name} is of type {type}; the delivery needs a date and time. Change the type.",
    session_count_mismatch:
      "The arm {arm} has {found} session visits, but the intervention has {expected}. Make them equal.",
    form_not_scheduled: "The form {name} belongs to no visit. Add it to the schedule, or remove it.",
    roles_mixed: "Who treats may not assess. Separate provider and assessor on this form.",
    role_cannot_enter: "The role {role} does not fill forms. Choose coordinator, provider or assessor.",
    role_required: "The role {role} is needed but not in the protocol. Add its responsibilities.",
    form_must_reveal_arm: "The form {name} exists only in some arms, so it reveals the arm. Set revealsArm.",
    expression_reveals_arm:
      "{name} stands in the form {form}, which reveals the arm; a form that everybody fills may not look at it. Take {name} out of the expression.",
    consent_purpose_missing: "No consent is required. Mark the consent to take part as required.",
    column_missing: "The column {column} is missing. Add it to the heading.",
    column_unknown: "The study knows no column {column}. Remove it, or name it as the codebook does.",
    column_twice: "The column {column} is there twice. Keep one.",
    column_not_in_form: "The question {column} is no part of the form {form}. Leave this cell empty.",
    row_wrong_width: "This row has {found} cells, the heading {expected}. Check separators and quotes.",
    row_twice: "This form is already on line {line}. Keep one.",
    participant_unknown: "There is no participant {found} at your sites. Check the number.",
    visit_unknown: "The protocol has no visit {found}. Check its name.",
    performer_unknown: "The account {found} does not work at this site. Give the user name of who did it.",
    bundle_field_invalid: "This part does not have the form of a Kendali study file. Export the file again.",
    bundle_hash_differs: "This version is not the one that its hash names. Export it again from the original study.",
    bundle_version_differs: "Its version number is not that of the document, which is {version}. Make the two agree.",
    bundle_version_twice: "This version is in the file already. Keep one.",
    bundle_first_amends: "The first version amends no other. Leave its amendment empty.",
    allocation_too_few_arms: "There are {arms} arms with a ratio; at least {min} are needed. Add arms.",
    allocation_arm_key_empty: "This arm has no key. Name it.",
    allocation_arm_repeated: "The arm {arm} has two ratios. Keep one.",
    allocation_arm_unknown: "The study has no arm {arm}. Remove its ratio, or correct the key.",
    allocation_arm_missing: "The arm {arm} has no ratio, so nobody would be allocated to it. Add its ratio.",
    allocation_ratio_out_of_range:
      "The ratio {ratio} of {arm} cannot be counted out in whole participants, so no list can be made. Take a whole number ({range}).",
    allocation_block_sizes_missing: "Permuted blocks need a block size. Add at least one.",
    allocation_block_sizes_unused: "This scheme has no blocks. Remove the block sizes, or choose permuted blocks.",
    allocation_block_size_out_of_range: "The block size {size} cannot be used. Take a whole number ({range}).",
    allocation_block_size_repeated: "The block size {size} is there twice. Keep one.",
    allocation_block_size_not_multiple: "A block of {size} cannot hold the ratio exactly. Use multiples of {ratioSum}.",
    allocation_fixed_block_of_two:
      "In fixed blocks of {size} every second allocation is known beforehand. Use larger blocks, or several sizes.",
    allocation_setting_missing: "This scheme needs {setting}. Fill it in.",
    allocation_setting_unused: "This scheme does not use {setting}. Remove it, or choose another scheme.",
    allocation_two_equal_arms_needed:
      "This scheme is for two arms of equal ratio; here it is {ratio}. Choose permuted blocks or minimization.",
    allocation_equal_arms_needed:
      "This scheme needs the same ratio for all arms; here it is {ratio}. Choose permuted blocks or minimization.",
    allocation_probability_out_of_range:
      "The probability {probability} cannot be used. Take one above {above}; 1 is for minimization only.",
    allocation_number_out_of_range: "{value} cannot be used here. Take a whole number ({range}).",
    allocation_sequence_length_odd: "A sequence of {length} cannot end with equal arms. Use an even number.",
    allocation_measure_unknown: "“{measure}” does not measure imbalance. Choose range, variance or sd.",
    allocation_factors_missing: "Minimization needs factors to balance, at most {max}. Name them.",
    allocation_factor_key_empty: "This factor has no key. Name it.",
    allocation_factor_repeated: "The factor {factor} is there twice. Keep one.",
    allocation_weight_out_of_range: "The weight {weight} of {factor} cannot be used. Take a whole number ({range}).",
    allocation_scheme_unknown: "The scheme “{scheme}” is not known. Use the program that made the list.",
    allocation_algorithm_unknown:
      "The list was made by {version}, which this program does not know. Use the program that made it.",
    allocation_hex_malformed:
      "This must be {bytes} bytes as hexadecimal digits. Copy it again from where it was published.",
    allocation_slot_malformed: "The slot {slot} is no whole number from 0 on. Correct the row.",
    allocation_stratum_malformed:
      "This row does not state a value of every factor. Copy it again from the original file.",
    allocation_fixed_blocks_open_site:
      "One site that sees the treatment can count along fixed blocks of {size} and foresee allocations. Use several block sizes.",
    allocation_too_many_strata:
      "{strata} strata need about {needed} participants to balance; {participants} are planned. Use fewer strata, smaller blocks or minimization.",
    allocation_stratum_too_small:
      "The smallest stratum expects {expected} participants, but its list needs {needed} to balance. Merge it with another.",
    allocation_deterministic:
      "With a probability of 1, whoever knows the earlier allocations knows the next one. Choose a probability below 1.",
    allocation_strata_without_effect:
      "This scheme does not balance within strata, so {strata} strata change nothing. Remove them, or choose another scheme.",
    amendment_nothing_changed: "Nothing differs from the version before. Change the draft first.",
    amendment_version_not_higher: "The version {to} is not higher than {from}. Give the next number.",
    amendment_key_changed: "The study’s key {from} stands in every file and address. Keep it; the title may change.",
    amendment_design_changed: "Another design needs other participants. Make the draft a study of its own.",
    amendment_consent_version:
      "The consent text {version} was published with other words. Give the new words a new consent version.",
    amendment_form_masking:
      "Whether {form} tells the group is promised before anybody is allocated. Keep it, and ask the new questions in a form of their own.",
    amendment_visit_masking:
      "Which groups have the visit {visit} is promised before anybody is allocated. Keep it, and plan another visit.",
    amendment_masking_level:
      "Who may know the group does not change with a document. Ask for it on the page Masking, where a second person decides.",
    amendment_site_removed:
      "The site {site} has people who were screened or enrolled, and they must stay reachable. Keep the site and stop recruiting there.",
    amendment_site_changed:
      "Code and time zone of {site} decide its participants’ numbers and what day it is there. Keep both; the name may change.",
    amendment_arm_removed: "The group {arm} has participants. Keep it, and end recruitment into it.",
    amendment_arm_kind:
      "The group {arm} stays the treatment or the control group that it was, because results are read by it. Leave its kind.",
    amendment_visit_kind:
      "The kind of visit {visit} stays while there are participants: it decides which values are those at baseline. Make a new visit.",
    amendment_visit_renamed:
      "{to} looks like {from} under another key, and its data would stay behind. Keep the key {from}; its name may change.",
    amendment_form_renamed:
      "{to} looks like {from} under another key, and its entries would stay behind. Keep the key {from}; its title may change.",
    amendment_item_renamed:
      "{to} looks like {from} under another key, and its values would stay in the old column. Keep the key {from}; its question may change.",
    amendment_item_moved:
      "The values of {key} stand in {from}; in {to} they would be missing. Keep it there, or ask it in {to} under a new key.",
    amendment_delivery_changed: "Visits are counted from the date that this item holds. Keep it.",
    amendment_type_changed:
      "The values of {key} are of the type {from}. Leave the item, and add a new one of the type {to} under a new key.",
    amendment_unit_changed:
      "The values of {key} are in “{from}”; in “{to}” they would mean something else. Add a new item with the new unit.",
    amendment_codelist_changed:
      "The answers to {key} are codes of {from}. Add what is new to that list, or ask a new item with {to}.",
    amendment_code_swapped:
      "The code {code} would say what {other} says now, so stored answers would change their meaning. Give the new choice a new code; where only a translation was exchanged, write it in other words.",
    amendment_words_exchanged:
      "“{to}” would take the words of “{from}”, so what was recorded for the one would be read as the other. Leave the words, or write new ones.",
    amendment_key_reused:
      "{key} was used in an earlier version for something else, and its data are kept. Take another one.",
    amendment_meaning_unstated:
      "{code} gets new words. State that it still means the same, or give the new meaning a new code or question.",
    amendment_value_differs:
      "{key} would be computed otherwise now, so the entry stays under its version with the value computed then.",
    amendment_value_kept:
      "{key} was answered under the version before and stays as it is. Answer the new questions first, then correct this one.",
    amendment_entry_stays: "This entry stays under its version. Look again at the list of entries that lack answers.",
    allocation_removed:
      "This version no longer allocates, but the allocation is running. Keep it; to stop recruiting, lock the study.",
    allocation_introduced:
      "The study that is running allocates nobody, so those enrolled would have no arm. Start the trial as a new study.",
    allocation_scheme_changed:
      "The list was promised under the scheme {from}; under {to} the allocations made could not be derived again. Keep the scheme, or start a new study.",
    allocation_visit_changed:
      "Allocation follows the visit {from}; after {to}, later participants would be allocated under other conditions. Keep the visit.",
    allocation_arm_closed:
      "The sealed list still holds slots for {arm}; without that arm neither the list nor its participants’ data could be read. Keep the arm; to close it, end recruitment and start a new study.",
    allocation_arm_added:
      "The sealed list holds no slot for {arm}, so nobody would be allocated to it. Leave it out, or start a new study with a new list.",
    allocation_ratio_changed:
      "The list was promised at the ratio {from} for {arm}; {to} needs another list and makes the arms incomparable over time. Use {from}, or start a new study.",
    allocation_cards_changed:
      "The sealed cards were made and promised at go-live; another number would need other cards. Keep the number.",
    allocation_settings_changed:
      "The list was made with another {setting} and keeps it, so this document would say what is not done. State the setting as it was.",
    allocation_site_closed:
      "Without the site {site} its participants lose their stratum and their numbers. Keep the site and stop recruiting there.",
    allocation_site_added:
      "The list was promised without the site {site}, so its participants would stand outside the promise. Run that site as a study of its own and combine the analyses.",
    allocation_strata_changed:
      "Strata ({from}) cannot become ({to}): those allocated stand in other lists, and the balance would be lost. Keep the strata; adjust for other factors in the analysis.",
    allocation_stratum_item_changed:
      "{item} decides the stratum; with other choices or another calculation the same answer leads to another list. Keep the item, and ask what is new as an item of its own.",
  },
});
